import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { simulatedAccount } from "../../testing/account/simulated-account.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { writeStandIns } from "../../testing/documents/stand-ins.ts";
import { pythonEnv, runPython } from "./run-python.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** For one that needs a published version to compare with. */
const LEFT_OUT = "not backward_compatibility";
const OPTIONS = [
  "-p",
  "airbyte_cdk.test.standard_tests.pytest_hooks",
  "--connector-image",
  "destination-zendesk",
  "-rA",
];

/** The connector's folder as the suite expects it: named after the connector, with the config of an account. */
function connectorFolder(config: unknown): string {
  const folder = path.join(temporaryFolder(), "destination-zendesk");
  cpSync(path.join(ROOT, "integration_tests"), path.join(folder, "integration_tests"), {
    recursive: true,
    filter: (file) => file.endsWith("integration_tests") || path.extname(file) === ".json",
  });
  for (const file of ["metadata.yaml", "acceptance-test-config.yml"]) {
    copyFileSync(path.join(ROOT, file), path.join(folder, file));
  }
  copyFileSync(fileURLToPath(new URL("docker_suite.py", import.meta.url)), path.join(folder, "test_image.py"));
  mkdirSync(path.join(folder, "secrets"));
  writeFileSync(path.join(folder, "secrets/config.json"), JSON.stringify(config));
  return folder;
}

test("the image tests of Airbyte's CDK pass, with a stand-in for Docker", async () => {
  const { baseUrl, credentials } = await simulatedAccount(UNTHROTTLED);
  const folder = connectorFolder(configFor(credentials));
  const PATH = [writeStandIns(temporaryFolder()), pythonEnv()["PATH"]].join(path.delimiter);
  const printed = await runPython(
    ["-m", "pytest", ...OPTIONS, "-k", LEFT_OUT, "test_image.py"],
    { PATH, ZENDESK_BASE_URL: baseUrl },
    folder,
  );
  const passed = [...printed.matchAll(/^PASSED \S+::(\w+)/gm)].map(([, name]) => name);
  const { acceptance_tests: tests } = parse(readFileSync(path.join(ROOT, "acceptance-test-config.yml"), "utf8"));
  expect(passed.filter((name) => name?.endsWith("_check")).length).toBe(tests.connection.tests.length);
  expect(passed.filter((name) => name?.endsWith("_spec")).length).toBe(2);
});
