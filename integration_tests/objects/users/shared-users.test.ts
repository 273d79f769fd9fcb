import { expect, test } from "vitest";
import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { summaryLines } from "../../../testing/connector/sync-summary-line.ts";
import { seedUsers } from "../../../testing/account/simulated-account.ts";
import { type EffectOptions, syncEffect } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";

/** An account with two users. */
function account(): ZendeskSimulator {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  const users = ["known-17", "known-18"].map((key) => ({ name: key, external_id: key, email: `${key}@example.com` }));
  seedUsers(simulator, users, VIRTUAL_START);
  return simulator;
}

const byEmail: EffectOptions = {
  stream: { name: "people" },
  settings: { streams: [{ name: "people", object: "users", matching_key: "email" }] },
};
const dry: EffectOptions = { settings: { dry_run: true } };

const sharedUsersIn = (warnings: readonly string[]): readonly string[] =>
  warnings.filter((warning) => warning.includes("records with different external ids"));

test.each<[what: string, records: readonly RecordData[], where: string, options?: EffectOptions]>([
  [
    "whose external ids differ only in case",
    [
      { external_id: "0015g00000abcde", name: "Ada" },
      { external_id: "0015G00000ABCDE", name: "Bert" },
      { external_id: "0015g00000abcdE", name: "Cem" },
    ],
    'record 2 of "users"',
  ],
  [
    "with one address",
    [
      { external_id: "new-1", name: "Ada", email: "shared@example.com" },
      { external_id: "new-2", name: "Bert", email: "SHARED@example.com" },
    ],
    'record 2 of "users"',
  ],
  [
    "with one address as the key, so that external ids are not written",
    [
      { external_id: "new-1", name: "Ada", email: "shared@example.com" },
      { external_id: "new-2", name: "Bert", email: "shared@example.com" },
    ],
    'record 2 of "people"',
    byEmail,
  ],
])("records %s are reported as ending up in one user", async (_what, records, where, options) => {
  const { output } = await syncEffect(account(), records, options);
  expect(sharedUsersIn(output.warnings)).toEqual([
    expect.stringMatching(/^1 user in Zendesk was written by records with different external ids/),
  ]);
  expect(sharedUsersIn(output.warnings)[0]).toContain(where);
  expect(summaryLines(output)).toContain("  records with different external ids in one user: 1 user");
});

test("records with the same external id, or without one, are not reported", async () => {
  const records = [
    { external_id: "known-17", name: "Ada" },
    { external_id: "known-17", name: "Ada again", tags: ["a"] },
    { email: "known-17@example.com", name: "Ada by address" },
    { external_id: "known-18", name: "Somebody else" },
  ];
  const { output } = await syncEffect(account(), records);
  expect(sharedUsersIn(output.warnings)).toEqual([]);
});

test("a dry run reports it for existing users and for users that it would create", async () => {
  const records = [
    { external_id: "known-17", notes: "one" },
    { external_id: "KNOWN-17", notes: "two" },
    { external_id: "new", name: "New" },
    { external_id: "NEW", name: "New" },
  ];
  const { output } = await syncEffect(account(), records, dry);
  expect(sharedUsersIn(output.warnings)).toEqual([expect.stringMatching(/^2 users in Zendesk would be written by/)]);
});
