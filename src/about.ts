import { readFileSync } from "node:fs";
import { type About, isJsonObject } from "airbyte-cdk-typescript";

/** What --help and --version print, from the package.json that is installed with the code. */
export function readAbout(): About {
  const json: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const { name, version } = isJsonObject(json) ? json : {};
  return {
    name: String(name),
    version: String(version),
    environment: { ZENDESK_BASE_URL: "replaces https://{subdomain}.zendesk.com by a simulator on this machine" },
  };
}
