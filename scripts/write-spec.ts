// Writes what `spec` prints to spec.json, for people and for tools that do not run the connector.
import { writeFile } from "node:fs/promises";
import { spec } from "../src/config/spec.ts";

const TEXT = `${JSON.stringify(spec, null, 2)}\n`;
for (const copy of ["../spec.json", "../integration_tests/spec.json"]) {
  await writeFile(new URL(copy, import.meta.url), TEXT);
}
