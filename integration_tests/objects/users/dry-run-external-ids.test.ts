import { expect, test } from "vitest";
import { seededAccount, userOf } from "../../../testing/account/seeded-account.ts";
import { compareDryRun, matchedBy } from "../../../testing/connector/dry-run-comparison.ts";
import type { EffectOptions } from "../../../testing/connector/sync-effect.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";

const OWN = "person@example.com";
const OTHERS = "bystander@example.com";
const NEW = "somebody@new.example.com";

const ID = userOf(seededAccount(), "person").id;

const OTHERS_ID = userOf(seededAccount(), "bystander").id;

test.each<[what: string, records: RecordData | readonly RecordData[], outcomes: RecordData, options: EffectOptions]>([
  ["free", { id: ID, external_id: "new" }, { updated: 1 }, matchedBy("id", "update")],
  ["the user's own", { id: ID, external_id: "PERSON" }, { updated: 1 }, matchedBy("id", "update")],
  ["another user's", { id: ID, external_id: "bystander" }, { duplicate_value: 1 }, matchedBy("id", "update")],
  [
    "another user's, matched by the address",
    { email: OWN, external_id: "bystander" },
    { duplicate_value: 1 },
    matchedBy("email", "update"),
  ],
  [
    "another user's, to insert",
    { email: NEW, external_id: "bystander", name: "New" },
    { already_exists: 1 },
    matchedBy("email", "append"),
  ],
  [
    "another user's, with an address that is too",
    { id: ID, external_id: "bystander", email: OTHERS },
    { duplicate_value: 1 },
    matchedBy("id", "update"),
  ],
  [
    "new in two records of existing users",
    [
      { id: ID, external_id: "new" },
      { id: OTHERS_ID, external_id: "NEW" },
    ],
    { updated: 1, duplicate_value: 1 },
    matchedBy("id", "update"),
  ],
  [
    "that of a user to whom an earlier record gives another one",
    [
      { email: OTHERS, external_id: "new" },
      { email: OWN, external_id: "bystander" },
    ],
    { updated: 2 },
    matchedBy("email", "update"),
  ],
  [
    "another user's, with an address that a later record may therefore have",
    [
      { id: ID, external_id: "bystander", email: NEW },
      { id: OTHERS_ID, email: NEW },
    ],
    { updated: 1, duplicate_value: 1 },
    matchedBy("id", "update"),
  ],
])(
  "a dry run says of a record whose external id is %s what the sync then does",
  async (_what, records, outcomes, options) => {
    const { dry, real } = await compareDryRun([records].flat(), options);
    expect(real.outcomes).toEqual(outcomes);
    expect(dry.said).toEqual(real.said);
    expect(dry.unchecked).toEqual([]);
  },
);

test("an external id that only a search could find counts as not checked in a dry run", async () => {
  const { dry } = await compareDryRun([{ id: ID, external_id: "a,b" }], matchedBy("id", "update"));
  expect(dry.unchecked).toEqual([expect.stringContaining("1 record has a key")]);
});
