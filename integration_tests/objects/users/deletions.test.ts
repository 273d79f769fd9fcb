import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import type { ConfiguredStream } from "../../../testing/input/airbyte-messages.ts";
import { type KeyedSync, runKeyedSync } from "./keyed-users.ts";
import { seedUsers } from "../../../testing/account/simulated-account.ts";
import { syncEffect } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";

const DELETED = { _ab_cdc_deleted_at: "2026-11-01T00:00:00Z" };
const NEW = { name: "New", notes: "new" };

const SYNCS: readonly KeyedSync[] = [
  {
    title: "a deletion by a key with a comma deletes none of the users whose keys are its parts",
    mode: "soft_delete",
    records: [{ external_id: "c-1,c-2" }],
    outcomes: { unchanged: 1 },
  },
  {
    title: "a deletion by a key with a comma deletes the one user who has the whole of it",
    mode: "soft_delete",
    records: [{ external_id: "c-3,c-4" }],
    outcomes: { deleted: 1 },
    changes: { "c-3,c-4": null },
  },
  {
    title: "addresses are compared without regard to case",
    mode: "soft_delete",
    key: "email",
    records: [{ email: "TWO@Example.com" }],
    outcomes: { deleted: 1 },
    changes: { "c-2": null },
  },
  {
    title: "a deletion by a secondary address deletes its user",
    mode: "soft_delete",
    key: "email",
    records: [{ email: "ONE@second.example.com" }, { email: "one@third.example.com" }],
    outcomes: { deleted: 1, unchanged: 1 },
    changes: { "c-1": null },
  },
  {
    title: "two deletions of one user by its two addresses delete it once",
    mode: "soft_delete",
    key: "email",
    records: [{ email: "one@second.example.com" }, { email: "one@example.com" }],
    outcomes: { deleted: 1, unchanged: 1 },
    changes: { "c-1": null },
  },
  {
    title: "two deletions of one user by keys in another case delete it once",
    mode: "soft_delete",
    records: [{ external_id: "c-1" }, { external_id: "C-1" }],
    outcomes: { deleted: 1, unchanged: 1 },
    changes: { "c-1": null },
  },
  {
    title: "a person deleted at the source twice is deleted once",
    mode: "append_dedup",
    settings: { deleted_records: "soft_delete" },
    records: [
      { external_id: "c-1", ...DELETED },
      { external_id: "C-1", ...DELETED },
    ],
    outcomes: { deleted: 1, unchanged: 1 },
    changes: { "c-1": null },
  },
  {
    title: "a person who is deleted at the source and then comes back is a new user",
    mode: "append_dedup",
    settings: { deleted_records: "soft_delete" },
    records: [
      { external_id: "c-1", name: "Dies", ...DELETED },
      { external_id: "c-1", ...NEW },
    ],
    outcomes: { deleted: 1, created: 1 },
    changes: { "c-1": null },
    created: [{ external_id: "c-1", email: null, ...NEW }],
  },
  {
    title: "a person who is written and then deleted at the source is gone",
    mode: "append",
    settings: { deleted_records: "soft_delete" },
    records: [
      { external_id: "c-9", email: "nine@example.com", ...NEW },
      { external_id: "c-9", email: "nine@example.com", ...NEW, ...DELETED },
    ],
    outcomes: { created: 1, deleted: 1 },
  },
  {
    title: "records deleted at the source delete users in an update stream too, but never agents",
    mode: "update",
    settings: { deleted_records: "soft_delete" },
    records: [
      { external_id: "c-1", ...DELETED },
      { external_id: "c-5", ...DELETED },
      { external_id: "c-2", notes: "new" },
    ],
    outcomes: { deleted: 1, protected: 1, updated: 1 },
    changes: { "c-1": null, "c-2": { notes: "new" } },
  },
  {
    title: "records deleted at the source are ignored by updates unless deleted_records is set",
    mode: "update",
    records: [{ external_id: "c-1", ...DELETED }],
    outcomes: { ignored: 1 },
  },
  {
    title: "a stream that deletes does so whatever deleted_records says",
    mode: "soft_delete",
    settings: { deleted_records: "ignore" },
    records: [{ external_id: "c-1", ...DELETED }, { external_id: "c-2" }],
    outcomes: { deleted: 2 },
    changes: { "c-1": null, "c-2": null },
  },
  {
    title: "a record without the chosen key deletes no one by another",
    mode: "soft_delete",
    key: "email",
    records: [{ external_id: "c-1", email: null }],
    outcomes: { missing_key: 1 },
  },
];

describe("only the user who really has the record's key is deleted", () => {
  test.each(SYNCS.map((sync) => [sync.title, sync] as const))("%s", async (_title, sync) => {
    const { actual, expected } = await runKeyedSync(sync);
    expect(actual).toEqual(expected);
  });

  test("an address is found among hundreds of the user's addresses", async () => {
    const simulator = new ZendeskSimulator(UNTHROTTLED);
    const identities = Array.from({ length: 250 }, (_, index) => ({
      type: "email",
      value: `many-${index}@example.com`,
    }));
    seedUsers(simulator, [{ name: "Many", external_id: "many", identities }], VIRTUAL_START);
    const stream: ConfiguredStream = { name: "people", mode: "soft_delete", object: "users", primaryKey: "email" };
    const { after, outcomes } = await syncEffect(simulator, [{ email: "many-249@example.com" }], { stream });
    expect({ after, outcomes }).toEqual({ after: [], outcomes: { deleted: 1 } });
  });

  test("each of hundreds of deletions is counted individually", async () => {
    const simulator = new ZendeskSimulator(UNTHROTTLED);
    const people = Array.from({ length: 350 }, (_, index) => ({ name: `Person ${index}`, external_id: `c-${index}` }));
    seedUsers(simulator, people, VIRTUAL_START);
    const gone = people.map(({ external_id }) => ({ external_id }));
    const stream: ConfiguredStream = {
      name: "people",
      mode: "soft_delete",
      object: "users",
      primaryKey: "external_id",
    };
    const records = [...gone, { external_id: "c-350" }];
    const { after, outcomes } = await syncEffect(simulator, records, { stream });
    expect(outcomes).toEqual({ deleted: 350, unchanged: 1 });
    expect(after).toEqual([]);
  });
});
