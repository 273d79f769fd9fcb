import { describe, expect, test } from "vitest";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { INSERTED, WAYS, seededAccount, userOf } from "../../../testing/account/seeded-account.ts";
import { rejectedIn } from "../../../testing/connector/rejected-records.ts";
import { type SimulatedUser, seedUsers } from "../../../testing/account/simulated-account.ts";
import { type EffectOptions, syncEffect } from "../../../testing/connector/sync-effect.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import { MODE_CASES, SITUATIONS, keysOf } from "./team-member-modes.ts";

const OWN = "person@example.com";

/** What the records do to a seeded account that may import users in bulk, and to one that may not. */
async function bothWays(records: readonly RecordData[], { settings, ...options }: EffectOptions = {}) {
  const effects = [];
  for (const importsDisabled of [false, true]) {
    const folder = temporaryFolder();
    const { outcomes, after } = await syncEffect(seededAccount({ importsDisabled }), records, {
      ...options,
      settings: { ...settings, object_storage_config: { storage_type: "Local", path: folder } },
    });
    const rejects = rejectedIn(folder).map(({ record, rejected_field, rejected_reason }) =>
      JSON.stringify({ rejected_reason, rejected_field, record }),
    );
    effects.push({ outcomes, rejects: rejects.toSorted(), after: after.map(timeless) });
  }
  const [imported, fallenBack] = effects;
  return { imported, fallenBack };
}

/** The whole user, except when it was written and the ids of its addresses. */
function timeless({ created_at: _created, updated_at: _updated, identities, ...user }: SimulatedUser) {
  return { ...user, identities: identities.map((identity) => ({ ...identity, id: 0 })) };
}

describe("without bulk imports, every user ends up the same as with them", () => {
  test.each(MODE_CASES)(
    "$name by $key of a user that $situation: $effect",
    async ({ mode, key, situation, effect }) => {
      const record = { [key]: keysOf(seededAccount(), SITUATIONS[situation])[key], name: "New name", ...mode.data };
      const { imported, fallenBack } = await bothWays([record], mode.options("users", key));
      expect(fallenBack).toEqual(imported);
      expect(fallenBack?.outcomes).toEqual({ [effect]: 1 });
    },
  );

  test("a new user whose external id is too long for any look-up, among others", async () => {
    const records = ["short", "x".repeat(9000), "other"].map((external_id) => ({ external_id, name: "New" }));
    const { imported, fallenBack } = await bothWays(records);
    expect(fallenBack?.outcomes).toEqual({ created: 3 });
    expect(fallenBack?.outcomes).toEqual(imported?.outcomes);
  });

  const TAGS = ["add", "replace", "remove"] as const;
  const ORGANIZATIONS = ["add", "replace"] as const;

  test.each(
    Object.keys(WAYS).flatMap((way) =>
      TAGS.flatMap((tags_mode) => ORGANIZATIONS.map((organization_mode) => ({ way, tags_mode, organization_mode }))),
    ),
  )("tags $tags_mode, organization $organization_mode, matched $way", async ({ way, ...modes }) => {
    const { keys, settings, ...options } = WAYS[way] ?? { keys: () => ({}) };
    const record = { ...keys(userOf(seededAccount(), "person")), tags: ["vip", "Nice Person"], organization: "Acme" };
    const { imported, fallenBack } = await bothWays([record], { ...options, settings: { ...settings, ...modes } });
    expect(fallenBack).toEqual(imported);
    expect(fallenBack?.outcomes).toEqual({ updated: 1 });
  });

  const KEYS: readonly RecordData[] = [
    { external_id: "new" },
    { external_id: "new,er" },
    { email: "new@example.com" },
    { external_id: "new", email: "new@example.com" },
  ];

  test.each(
    KEYS.flatMap((keys) =>
      [{}, INSERTED].flatMap((options) => TAGS.map((tags_mode) => ({ keys, options, tags_mode }))),
    ),
  )("a new user $keys with tags and an organization ($tags_mode)", async ({ keys, options, tags_mode }) => {
    const record = { ...keys, name: "New", tags: ["vip"], organization: "Acme", "user_fields.state": "ca" };
    const { imported, fallenBack } = await bothWays([record], { ...options, settings: { tags_mode } });
    expect(fallenBack).toEqual(imported);
    expect(fallenBack?.outcomes).toEqual({ created: 1 });
  });

  const ADDRESSES = [
    OWN,
    "Person@Example.COM",
    "person@second.example.com",
    "new@example.com",
    "bystander@example.com",
  ];

  test.each(
    ADDRESSES.flatMap((email) =>
      (["add_secondary", "make_primary", "ignore"] as const).flatMap((email_change) =>
        ["person", "PERSON", "new-key"].map((external_id) => ({ email, email_change, external_id })),
      ),
    ),
  )("$external_id with the address $email and email_change $email_change", async ({ email_change, ...record }) => {
    const { imported, fallenBack } = await bothWays([{ ...record, name: "New" }], { settings: { email_change } });
    expect(fallenBack).toEqual(imported);
  });

  test("records of all kinds in one batch, and several of one person", async () => {
    const records: readonly RecordData[] = [
      { external_id: "person", name: "First", tags: ["vip"] },
      { external_id: "new-1", name: "New 1", tags: ["vip"] },
      { external_id: "nobody", notes: "without a name" },
      { email: OWN, notes: "by the address", tags: ["loyal"] },
      { email: "new-1@example.com", name: "New by address" },
      { external_id: "new-1", name: "New 1 again", tags: ["loyal"] },
      { external_id: "new-2", name: "Taken address", email: "agent@example.com", organization: "Nowhere" },
      { external_id: "bystander", name: "Taken address", email: "agent@example.com" },
      { external_id: "new-3", name: "Ill address", email: "a@b" },
      { external_id: "new-1", name: "New 1 with an address", email: "new-1@example.com" },
    ];
    const { imported, fallenBack } = await bothWays(records);
    const byKey = (users: readonly object[] = []) =>
      users.map((user) => JSON.stringify({ ...user, id: 0, url: "" })).toSorted();
    expect({ ...fallenBack, after: [] }).toEqual({ ...imported, after: [] });
    expect(byKey(fallenBack?.after)).toEqual(byKey(imported?.after));
  });
});

test("a user who appears while others are sent keeps their tags", async () => {
  const records = Array.from({ length: 50 }, (_, index) => ({
    external_id: `n-${index}`,
    name: "New",
    tags: ["mine"],
  }));
  let isMade = false;
  const simulator = seededAccount({
    importsDisabled: true,
    faults: [
      {
        before: ({ path }, { nowMs }) => {
          if (isMade || !path.includes("/users/create_or_update.json")) return undefined;
          isMade = true;
          seedUsers(simulator, [{ external_id: "n-49", name: "Made by another", tags: ["theirs"] }], nowMs);
          return undefined;
        },
      },
    ],
  });
  const { after, outcomes } = await syncEffect(simulator, records);
  expect(outcomes).toEqual({ created: 49, updated: 1 });
  expect(after.find(({ external_id }) => external_id === "n-49")).toMatchObject({
    name: "New",
    tags: ["theirs", "mine"],
  });
});
