import { readFileSync } from "node:fs";
import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { ConnectorProcess } from "../../testing/connector/connector-process.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";

const read = (file: string): string => readFileSync(new URL(`../../examples/faker/${file}`, import.meta.url), "utf8");

interface Person {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  readonly telephone: string;
}

interface SourceMessage {
  readonly type: string;
  readonly record?: { readonly data: Person };
  readonly state?: { readonly sourceStats?: { readonly recordCount: number } };
}

/** Random digits: where an area code would start with 0 or 1, they are not a phone number. */
const isPhone = ({ telephone }: Person): boolean => !/[01]\d{2}\D*\d{3}\D*\d{4}$/.test(telephone);

test("all output of Airbyte's Faker source is written, except invalid phone numbers, and the counts are the source's", async () => {
  const lines = read("messages.jsonl").trimEnd().split("\n");
  const messages = lines.map((line) => JSON.parse(line) as SourceMessage);
  const people = messages.flatMap(({ record }) => record?.data ?? []);
  const sourceCounts = messages.flatMap(({ state }) => (state ? (state.sourceStats?.recordCount ?? 0) : []));
  const account = await simulatedAccount(UNTHROTTLED);
  const { credentials: _, ...settings } = JSON.parse(read("config.json")) as Record<string, unknown>;
  const connector = await ConnectorProcess.start("write", {
    config: configFor(account.credentials, settings),
    catalog: JSON.parse(read("catalog.json")),
    env: { ZENDESK_BASE_URL: account.baseUrl },
  });
  await connector.send(lines);
  connector.endInput();
  const { code, output } = await connector.ended;

  expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
  expect(output.warnings).toEqual([expect.stringContaining("an invalid value in phone. The value is not written")]);
  expect(output.states.map(({ destinationStats }) => destinationStats.recordCount)).toEqual(sourceCounts);
  expect(output.counts).toMatchObject({ created: people.length, updated: 0, rejected: 0 });
  const identityOf = (user: { name: string; email: string | null }, key: string) => `${key} ${user.email} ${user.name}`;
  const stored = usersOf(account.simulator).map((user) => identityOf(user, user.external_id ?? ""));
  expect(stored.toSorted()).toEqual(people.map((user) => identityOf(user, String(user.id))).toSorted());
  const phones = people.filter(isPhone).map(({ telephone }) => `+1${telephone.replaceAll(/\D/g, "").slice(-10)}`);
  const storedPhones = usersOf(account.simulator).flatMap(({ phone }) => (typeof phone === "string" ? phone : []));
  expect(storedPhones.toSorted()).toEqual(phones.toSorted());
});
