import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { UNTHROTTLED } from "zendesk-simulator";
import { beforeAll, expect, test } from "vitest";
import { simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { blocksOf, readPage, sectionOf } from "../../testing/documents/page.ts";
import { type PythonEnvironment, createPythonEnvironment } from "../../testing/python/python-environment.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

let pyAirbyte: PythonEnvironment;
/** Needs other versions of what PyAirbyte needs too. */
let faker: PythonEnvironment;

beforeAll(async () => {
  pyAirbyte = await createPythonEnvironment(["airbyte==0.71.3"], "the tests of PyAirbyte");
  faker = await createPythonEnvironment(["airbyte-source-faker==7.2.1"], "the tests of PyAirbyte");
  return () => Promise.all([pyAirbyte.remove(), faker.remove()]);
});

test("the README's lines of Python write Faker's customers", async () => {
  const { baseUrl, simulator } = await simulatedAccount(UNTHROTTLED);
  const [lines = ""] = blocksOf(sectionOf(readPage("README.md"), /^From Python/), "python");
  // PyAirbyte finds sources on the PATH, and keeps its cache in the current folder.
  const PATH = [path.dirname(process.execPath), process.env["PATH"], faker.bin].join(path.delimiter);
  const script = `import os; os.chdir(${JSON.stringify(temporaryFolder())})\n${inRepository(lines)}`;
  await promisify(execFile)(path.join(pyAirbyte.bin, "python"), ["-c", script], {
    env: { PATH, ZENDESK_BASE_URL: baseUrl, AIRBYTE_OFFLINE_MODE: "1", DO_NOT_TRACK: "1" },
  });
  expect(usersOf(simulator).length).toBe(100);
});

/** The lines with absolute paths to the repository's files. */
function inRepository(lines: string): string {
  return lines.replaceAll(/"(?:\.\/)?((?:examples|dist)\/[^"]+)"/g, (_, file: string) =>
    JSON.stringify(path.join(ROOT, file)),
  );
}
