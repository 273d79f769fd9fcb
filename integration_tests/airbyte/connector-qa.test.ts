import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { runPython } from "./run-python.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SCRIPT = fileURLToPath(new URL("connector_qa.py", import.meta.url));
const CONNECTOR = "airbyte-integrations/connectors/destination-zendesk";

interface Result {
  readonly check: string;
  readonly status: "PASSED" | "FAILED" | "SKIPPED";
  readonly message: string;
}

/** A folder laid out like Airbyte's repository, as if the connector were part of it. */
function repositoryWithConnector(): string {
  const folder = temporaryFolder();
  const connector = path.join(folder, CONNECTOR);
  for (const name of ["icon.svg", "spec.json", "src"]) {
    cpSync(path.join(ROOT, name), path.join(connector, name), {
      recursive: true,
      filter: (file) => !file.endsWith(".test.ts"),
    });
  }
  // The checks know connectors in Python and on the JVM only, by their files. Those of the JVM ask for the least.
  mkdirSync(path.join(connector, "src/main/java"), { recursive: true });
  const metadata = readFileSync(path.join(ROOT, "metadata.yaml"), "utf8");
  const documented = metadata.replace(
    /documentationUrl: .*/,
    "documentationUrl: https://docs.airbyte.com/integrations/destinations/zendesk",
  );
  writeFileSync(path.join(connector, "metadata.yaml"), documented);
  const documentation = path.join(folder, "docs/integrations/destinations");
  mkdirSync(documentation, { recursive: true });
  cpSync(path.join(ROOT, "docs/zendesk.md"), path.join(documentation, "zendesk.md"));
  return folder;
}

async function runChecks(): Promise<readonly Result[]> {
  const printed = await runPython([SCRIPT], {}, repositoryWithConnector(), inject("qaBin"));
  return JSON.parse(printed.trim().split("\n").at(-1) ?? "");
}

test("Airbyte's checks of connectors pass, except for the language and for addresses that begin with http://", async () => {
  const results = await runChecks();
  const named = (status: Result["status"]) =>
    results.filter((each) => each.status === status).map(({ check }) => check);
  expect(named("PASSED")).toEqual([
    "Breaking changes must be accompanied by a migration guide",
    "Connectors must have user facing documentation",
    "Connectors must have a changelog entry for each version",
    "Connectors must have valid metadata.yaml file",
    "Breaking change deadline should be a week in the future",
    "Breaking change must specify deadlineAction",
    "Connectors must be licensed under MIT or Elv2",
    "Connector version must follow Semantic Versioning",
    "Connectors must have an icon",
  ]);
  const failed = results.filter(({ status }) => status === "FAILED");
  expect(failed.map(({ check, message }) => [check, ...linesOf(message)])).toEqual([
    ["Connector must have a language tag in metadata", "Could not infer the language tag from the connector directory"],
    // The address of a proxy, and in subdomain.ts that of a server on this machine, as tests use it.
    [
      "Connectors must use HTTPS only",
      "The following files have http:// URLs:",
      "src/config/proxy.ts",
      "src/config/subdomain.ts",
      "src/errors/network.ts",
      "src/zendesk/http/proxy-agents.ts",
    ],
  ]);
  const skipped = results.filter(({ status }) => status === "SKIPPED").map(({ message }) => message);
  expect([...new Set(skipped)].toSorted()).toEqual([
    "Check does not apply to destination connectors",
    "Check does not apply to java connectors",
  ]);
});

/** The files come in any order. */
function linesOf(message: string): readonly string[] {
  const [first = "", ...files] = message.replaceAll(`${CONNECTOR}/`, "").split("\n\t- ");
  return [first, ...files.toSorted()];
}
