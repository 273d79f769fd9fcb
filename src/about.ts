import { readFileSync } from "node:fs";
import { type About, type ConnectorSpecification, isJsonObject } from "airbyte-cdk-typescript";

/** What --help and --version print, from the package.json that is installed with the code. */
export function readAbout(): About {
  const json: unknown = JSON.parse(readInstalled("package.json"));
  const { name, version } = isJsonObject(json) ? json : {};
  return {
    name: String(name),
    version: String(version),
    environment: { ZENDESK_BASE_URL: "replaces https://{subdomain}.zendesk.com with a simulator on this machine" },
  };
}

/** What `spec` prints, as the build wrote it: generating it takes longer than everything else that `spec` does. */
export function readSpec(): ConnectorSpecification {
  return (installedSpec ??= JSON.parse(readInstalled("spec.json")));
}

/** One for all syncs of a process, because a config's validator is compiled once for each spec. */
let installedSpec: ConnectorSpecification | undefined;

/** From the folder above this file's, in the source as in the build. */
function readInstalled(name: string): string {
  return readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
}
