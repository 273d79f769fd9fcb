import { expect, test } from "vitest";
import type { Held } from "../objects/object-type.ts";
import type { RequestContext } from "../objects/request-context.ts";
import { ORGANIZATION_KEYS } from "../objects/organizations/organization-keys.ts";
import { usersWith } from "../objects/users/test-support/users-with.ts";
import type { ChangedThing } from "./changed-things.ts";
import type { ReadObject } from "./current-state.ts";
import { judgeCreated } from "./judge-created.ts";
import { SyncMemberships } from "./sync-memberships.ts";

const at = (second: number): string => `2026-11-20T10:00:0${second}Z`;
const USERS = usersWith();

interface Case {
  readonly held?: Readonly<Record<string, unknown>>;
  readonly thing?: Partial<ChangedThing>;
  readonly object?: Partial<ReadObject["object"]>;
  readonly after?: readonly string[];
}

/** Judges a user who was created at second 1, which the sync noticed at second 5. */
async function judged({ after = [], held, object, thing }: Case, memberships = new SyncMemberships()) {
  const fields = new Map(["name", "external_id"].map((field) => [field, { before: null, after: "" }]));
  const created = { id: 7, isCreated: true, isRewritten: false, isDeleted: false, isUncertain: false };
  const each = {
    thing: { ...created, changedAt: Date.parse(at(5)), sequence: 1, fields, ...thing },
    held: { id: 7, external_id: "n-1", name: "Nova", created_at: at(1), updated_at: at(1), ...held } as Held,
  };
  const read = {
    object: { ...USERS, ...object },
    rules: { ruleOf: () => () => ({ value: 1 }) },
  } as unknown as ReadObject;
  const surroundings = { context: {} as RequestContext, memberships };
  return judgeCreated(each, { before: new Set(), after: new Set(after) }, read, surroundings);
}

test("what the sync created is deleted, with all of its keys", async () => {
  const { note, record } = await judged({});
  expect({ note, record }).toEqual({
    note: undefined,
    record: { action: "delete", data: { id: 7, external_id: "n-1" } },
  });
});

const WITHOUT_FOLLOW_UPS = { quirks: {} };

test.each<[what: string, Case]>([
  ["has another value than the sync wrote", { after: ["name"] }],
  ["changed after the sync noticed it", { held: { updated_at: at(6) } }],
  ["changed before that, and no sync writes it twice", { held: { updated_at: at(3) }, object: WITHOUT_FOLLOW_UPS }],
  ["changed before that, and has a value that the sync did not write", { held: { updated_at: at(3), notes: "VIP" } }],
])("what %s is left alone", async (_what, given) => {
  const { note, record } = await judged(given);
  expect({ isDeleted: record !== undefined, note }).toEqual({
    isDeleted: false,
    note: expect.stringMatching(/^was left alone: (?:it|name) changed since the sync$/),
  });
});

test.each<[what: string, Case]>([
  ["finished in later requests", { held: { updated_at: at(3), locale: "en-US", suspended: false } }],
  ["wrote again", { held: { updated_at: at(3) }, thing: { isRewritten: true }, object: WITHOUT_FOLLOW_UPS }],
])("what the sync itself %s is deleted", async (_what, given) => {
  expect((await judged(given)).record?.action).toBe("delete");
});

test.each([
  [[11], "delete"],
  [[11, 12], undefined],
  // Someone has made user 13, who requested a ticket of the sync, a member.
  [[11, 13], undefined],
  [undefined, undefined],
])("an organization with the users %j, of whom the sync added 11: %s", async (members, action) => {
  const memberships = new SyncMemberships();
  memberships.add({
    object: "users",
    zendeskId: 11,
    fields: new Map([["organization_ids", { before: [], after: [7] }]]),
  });
  const ticket = new Map(
    Object.entries({ requester_id: 13, organization_id: 7 }).map(([field, after]) => [field, { before: null, after }]),
  );
  memberships.add({ object: "tickets", zendeskId: 20, fields: ticket });
  const quirks = { members: () => Promise.resolve(members) };
  const { record } = await judged({ object: { keys: ORGANIZATION_KEYS, quirks } }, memberships);
  expect(record?.action).toBe(action);
});
