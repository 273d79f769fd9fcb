import { describe, expect, test } from "vitest";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { INSERTED, WAYS, seededAccount, userOf } from "../../../testing/account/seeded-account.ts";
import { type SimulatedUser, requestsTo, seedUsers } from "../../../testing/account/simulated-account.ts";
import { syncEffect, usersWith } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";

const MODES = ["add_secondary", "make_primary", "ignore"] as const;
type Mode = (typeof MODES)[number];

const OWN = "person@example.com";
const SECOND = "person@second.example.com";
const NEW = "person@new.example.com";
const OTHERS = "bystander@example.com";

/** The person's addresses in the end, the primary one first; undefined if the record is rejected. */
const LEFT: Readonly<Record<string, Readonly<Record<Mode, readonly string[] | undefined>>>> = {
  [NEW]: { add_secondary: [OWN, SECOND, NEW], make_primary: [NEW, OWN, SECOND], ignore: [OWN, SECOND] },
  [OWN]: { add_secondary: [OWN, SECOND], make_primary: [OWN, SECOND], ignore: [OWN, SECOND] },
  "Person@Example.COM": { add_secondary: [OWN, SECOND], make_primary: [OWN, SECOND], ignore: [OWN, SECOND] },
  [SECOND]: { add_secondary: [OWN, SECOND], make_primary: [SECOND, OWN], ignore: [OWN, SECOND] },
  [OTHERS]: { add_secondary: undefined, make_primary: undefined, ignore: [OWN, SECOND] },
};

const BY_ANOTHER_KEY = ["by external_id", "by id", "to update by external_id", "to update by id"];

const CASES = MODES.flatMap((mode) =>
  Object.entries(LEFT).flatMap(([email, left]) =>
    BY_ANOTHER_KEY.map((way) => ({ mode, email, left: left[mode], way })),
  ),
);

describe("if a user already has tags, memberships and addresses, only the addresses change", () => {
  test.each(CASES)("$mode with $email, matched $way: $left", async ({ mode, email, left, way }) => {
    const { keys, settings, stream } = WAYS[way] ?? { keys: () => ({}) };
    const simulator = seededAccount();
    const record = { ...keys(userOf(simulator, "person")), email, notes: "New notes" };
    const options = { ...(stream && { stream }), settings: { ...settings, email_change: mode } };
    const { after, before, ...sync } = await syncEffect(simulator, [record], options);
    expect(sync.outcomes).toEqual({ [left ? "updated" : "duplicate_value"]: 1 });
    const changes = left && { email: left[0], addresses: left, notes: "New notes" };
    expect(after.map(withAddresses)).toEqual(
      usersWith({ before: before.map(withAddresses) }, changes ? { person: changes } : {}),
    );
  });
});

/** The ids of addresses do not matter here. */
function withAddresses({ identities, ...user }: SimulatedUser) {
  const addresses = identities.filter(({ type }) => type === "email").map(({ value }) => value);
  const others = identities.filter(({ type }) => type !== "email");
  return { ...user, addresses, others };
}

describe("a new user gets the address as the primary one", () => {
  test.each(
    MODES.flatMap((mode) => [
      { mode, options: {} },
      { mode, options: INSERTED },
    ]),
  )("$mode", async ({ mode, options }) => {
    const record = { external_id: "new", name: "New", email: NEW };
    const sync = await syncEffect(seededAccount(), [record], { ...options, settings: { email_change: mode } });
    expect(sync.outcomes).toEqual({ created: 1 });
    const created = sync.after.at(-1);
    expect(created).toMatchObject({ ...record, email: NEW });
    expect(created?.identities.map(({ value }) => value)).toEqual([NEW]);
    expect(sync.after.slice(0, -1)).toEqual(sync.before);
  });
});

test("a user known by its address under a new external_id keeps its addresses, whatever the mode", async () => {
  for (const email_change of MODES) {
    for (const email of [OWN, SECOND]) {
      const record = { external_id: "new-key", email };
      const sync = await syncEffect(seededAccount(), [record], { settings: { email_change } });
      const isMadePrimary = email === SECOND && email_change === "make_primary";
      const addresses = isMadePrimary ? [SECOND, OWN] : [OWN, SECOND];
      const person = { external_id: "new-key", email: addresses[0], addresses };
      const before = sync.before.map(withAddresses);
      expect(sync.after.map(withAddresses)).toEqual(usersWith({ before }, { person }));
    }
  }
});

test("make_primary costs two requests for each user whose address changes, and none for the others", async () => {
  const simulator = seededAccount();
  const indexes = Array.from({ length: 200 }, (_, index) => index);
  const address = (index: number) => `c-${index}@example.com`;
  seedUsers(
    simulator,
    indexes.map((index) => ({ name: "Name", external_id: `c-${index}`, email: address(index) })),
    VIRTUAL_START,
  );
  const records = indexes.map((index): RecordData => ({
    external_id: `c-${index}`,
    email: index < 10 ? `new-${index}@example.com` : address(index),
  }));
  const { after, outcomes } = await syncEffect(simulator, records, { settings: { email_change: "make_primary" } });
  expect(outcomes).toEqual({ updated: 200 });
  expect(after.slice(-200).map(({ email }) => email)).toEqual(records.map(({ email }) => email));
  expect(requestsTo(simulator, VIRTUAL_START + 1e9)).toMatchObject({
    "GET /api/v2/users/:id/identities": 10,
    "PUT /api/v2/users/:id/identities/:identity_id/make_primary": 10,
  });
});
