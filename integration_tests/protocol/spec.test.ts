import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runConnector } from "../../testing/connector/connector-process.ts";

test("spec prints one SPEC, equal to spec.json, and nothing else", async () => {
  const { code, output, stderr } = await runConnector("spec");
  const file = JSON.parse(readFileSync(new URL("../../spec.json", import.meta.url), "utf8")) as unknown;
  expect(output.messages).toEqual([{ type: "SPEC", spec: file }]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("the spec for Airbyte's acceptance tests is the same", () => {
  const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
  expect(read("../spec.json")).toEqual(read("../../spec.json"));
});
