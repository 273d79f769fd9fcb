import { readFileSync } from "node:fs";
import { unthrottled } from "zendesk-simulator";
import { expect, test } from "vitest";
import { ConnectorProcess } from "./connector-process.ts";
import { configFor } from "./connector-config.ts";
import { simulatedAccount, usersOf } from "./simulated-account.ts";

const read = (file: string): string => readFileSync(new URL(`../examples/faker/${file}`, import.meta.url), "utf8");

interface SourceMessage {
  readonly type: string;
  readonly record?: { readonly data: { readonly id: number; readonly email: string; readonly name: string } };
  readonly state?: { readonly sourceStats?: { readonly recordCount: number } };
}

test("what Airbyte's Faker source printed goes through whole, and the counts are the source's", async () => {
  const lines = read("messages.jsonl").trimEnd().split("\n");
  const messages = lines.map((line) => JSON.parse(line) as SourceMessage);
  const people = messages.flatMap(({ record }) => record?.data ?? []);
  const sourceCounts = messages.flatMap(({ state }) => (state ? (state.sourceStats?.recordCount ?? 0) : []));
  const account = await simulatedAccount(unthrottled);
  const { credentials: _, ...settings } = JSON.parse(read("config.json")) as Record<string, unknown>;
  const connector = await ConnectorProcess.start("write", {
    config: configFor(account.credentials, settings),
    catalog: JSON.parse(read("catalog.json")),
    env: { ZENDESK_BASE_URL: account.baseUrl },
  });
  await connector.send(lines);
  connector.endInput();
  const { code, output } = await connector.ended;

  expect({ code, errors: output.errors, warnings: output.warnings }).toEqual({ code: 0, errors: [], warnings: [] });
  expect(output.states.map(({ destinationStats }) => destinationStats.recordCount)).toEqual(sourceCounts);
  expect(output.counts).toMatchObject({ created: people.length, updated: 0, rejected: 0 });
  const identityOf = (user: { name: string; email: string | null }, key: string) => `${key} ${user.email} ${user.name}`;
  const stored = usersOf(account.simulator).map((user) => identityOf(user, user.external_id ?? ""));
  expect(stored.toSorted()).toEqual(people.map((user) => identityOf(user, String(user.id))).toSorted());
});
