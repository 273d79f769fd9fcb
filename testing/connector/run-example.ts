import { readFileSync } from "node:fs";
import type { simulatedAccount } from "../account/simulated-account.ts";
import { configFor } from "./connector-config.ts";

import type { DestinationEnd } from "airbyte-cdk-typescript/testing";
import { ConnectorProcess } from "./connector-process.ts";

/** Runs `write` with the files of a folder of `examples/`, with the account's own credentials. */
export async function runExample(
  folder: string,
  account: Awaited<ReturnType<typeof simulatedAccount>>,
): Promise<DestinationEnd> {
  const read = (file: string): string =>
    readFileSync(new URL(`../../examples/${folder}/${file}`, import.meta.url), "utf8");
  const { credentials: _, ...settings } = JSON.parse(read("config.json")) as Record<string, unknown>;
  const connector = await ConnectorProcess.start("write", {
    config: configFor(account.credentials, settings),
    catalog: JSON.parse(read("catalog.json")),
    env: { ZENDESK_BASE_URL: account.baseUrl },
  });
  await connector.send(read("messages.jsonl").trimEnd().split("\n"));
  connector.endInput();
  return connector.ended;
}
