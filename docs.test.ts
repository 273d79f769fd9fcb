import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorsPage } from "./scripts/errors-page.ts";

test("docs/errors.md matches the code; `npm run docs` writes it", () => {
  expect(readFileSync(join(import.meta.dirname, "docs/errors.md"), "utf8")).toBe(errorsPage());
});
