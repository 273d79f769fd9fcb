// Writes the pages under docs/ that come from the code. A test fails when they differ, so nothing rewrites them unasked.
import { writeFile } from "node:fs/promises";
import { errorsPage } from "./errors-page.ts";

await writeFile(new URL("../docs/errors.md", import.meta.url), errorsPage());
