import { describe, expect, test } from "vitest";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import {
  INSERTED,
  ORGANIZATIONS,
  WAYS,
  seededAccount,
  organizationId,
  userOf,
} from "../../../testing/account/seeded-account.ts";
import { requestsTo } from "../../../testing/account/simulated-account.ts";
import { syncEffect, usersWith } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";

const MODES = ["add", "replace"] as const;
const NAMES = Object.keys(ORGANIZATIONS) as (keyof typeof ORGANIZATIONS)[];

/** The person belongs to Initech (the default) and Umbrella. */
const LEFT = {
  add: { Acme: ["Initech", "Umbrella", "Acme"], Initech: ["Initech", "Umbrella"], Umbrella: ["Initech", "Umbrella"] },
  replace: { Acme: ["Acme"], Initech: ["Initech"], Umbrella: ["Umbrella"] },
} as const;

/** Ids are the same in every account of this kind. */
const ID = Object.fromEntries(NAMES.map((name) => [name, organizationId(seededAccount(), name)]));
const membership = (names: readonly string[]): RecordData => ({
  organization_id: ID[names[0] ?? ""] ?? null,
  organization_ids: names.map((name) => ID[name]),
});

const REFERENCES: Readonly<Record<string, (name: keyof typeof ORGANIZATIONS) => RecordData>> = {
  organization_id: (name) => ({ organization_id: ID[name] }),
  "organization_id as text": (name) => ({ organization_id: String(ID[name]) }),
  "its external_id as text": (name) => ({ organization: ORGANIZATIONS[name].toUpperCase() }),
  "its name": (name) => ({ organization: ` ${name.toUpperCase()}` }),
  "an object with its id": (name) => ({ organization: { id: ID[name], name: "Another name" } }),
  "an object with its external_id": (name) => ({ organization: { external_id: ORGANIZATIONS[name].toUpperCase() } }),
  "an object with its name": (name) => ({ organization: { name } }),
  "a column for its external_id": (name) => ({ "organization.external_id": ORGANIZATIONS[name] }),
  "a column for its name": (name) => ({ "organization.name": name }),
};

describe("if a user already has tags, memberships and addresses, only the memberships change", () => {
  const byReference = MODES.flatMap((mode) =>
    Object.keys(REFERENCES).flatMap((reference) =>
      NAMES.map((name) => ({ mode, reference, name, way: "by external_id" })),
    ),
  );
  const byWay = MODES.flatMap((mode) =>
    Object.keys(WAYS).flatMap((way) =>
      (["Acme", "Umbrella"] as const).map((name) => ({ mode, reference: "its name", name, way })),
    ),
  );

  test.each([...byReference, ...byWay])(
    "$mode $name by $reference, matched $way",
    async ({ mode, reference, name, way }) => {
      const { keys, rekeyed, settings, ...options } = WAYS[way] ?? { keys: () => ({}) };
      const simulator = seededAccount();
      const record = { ...keys(userOf(simulator, "person")), ...REFERENCES[reference]?.(name) };
      const sync = await syncEffect(simulator, [record], {
        ...options,
        settings: { ...settings, organization_mode: mode },
      });
      expect(sync.outcomes).toEqual({ updated: 1 });
      expect(sync.after).toEqual(usersWith(sync, { person: { ...rekeyed, ...membership(LEFT[mode][name]) } }));
    },
  );
});

describe("a new user", () => {
  const keyings: readonly RecordData[] = [{ external_id: "new" }, { email: "new@example.com" }];

  test.each(
    keyings.flatMap((keys) =>
      MODES.flatMap((mode) => [
        { keys, mode, options: {} },
        { keys, mode, options: INSERTED },
      ]),
    ),
  )("$keys gets its organization with $mode", async ({ keys, mode, options }) => {
    const record = { ...keys, name: "New", organization: "Acme" };
    const sync = await syncEffect(seededAccount(), [record], { ...options, settings: { organization_mode: mode } });
    expect(sync.outcomes).toEqual({ created: 1 });
    expect(sync.after).toEqual([...sync.before, expect.objectContaining({ ...keys, ...membership(["Acme"]) })]);
  });
});

describe("an organization that does not exist", () => {
  const missing: readonly RecordData[] = [
    { organization_id: 987_654_321 },
    { organization: "Nowhere" },
    { organization: { id: 987_654_321 } },
    { organization: { external_id: "nowhere" } },
    { organization: { external_id: "org-acme,org-initech" } },
    { organization: { name: "Acm" } },
    { "organization.external_id": "Acme" },
    { "organization.name": "org-acme" },
  ];

  const byReference = missing.flatMap((reference) => MODES.map((mode) => ({ reference, mode, way: "by external_id" })));
  const byWay = Object.keys(WAYS).map((way) => ({ reference: { organization: "Nowhere" }, mode: "add", way }));

  test.each([...byReference, ...byWay])(
    "$reference rejects the whole record ($mode, matched $way)",
    async ({ reference, mode, way }) => {
      const { keys, rekeyed: _rekeyed, settings, ...options } = WAYS[way] ?? { keys: () => ({}) };
      const simulator = seededAccount();
      const record = { ...keys(userOf(simulator, "person")), name: "New name", tags: ["new"], ...reference };
      const sync = await syncEffect(simulator, [record], {
        ...options,
        settings: { ...settings, organization_mode: mode },
      });
      expect(sync.outcomes).toEqual({ not_found: 1 });
      expect(sync.after).toEqual(sync.before);
    },
  );

  test("keeps out a new user, and no one else", async () => {
    const sync = await syncEffect(seededAccount(), [
      { external_id: "new", name: "New", organization: "Nowhere" },
      { external_id: "person", notes: "New notes", organization: "Acme" },
    ]);
    expect(sync.outcomes).toEqual({ not_found: 1, updated: 1 });
    const joined = membership(["Initech", "Umbrella", "Acme"]);
    expect(sync.after).toEqual(usersWith(sync, { person: { notes: "New notes", ...joined } }));
  });
});

test.each(MODES)("a deletion needs no organization (%s)", async (organization_mode) => {
  const stream = { name: "people", mode: "soft_delete", object: "users", primaryKey: "external_id" } as const;
  const record = { external_id: "person", organization: "Nowhere" };
  const sync = await syncEffect(seededAccount(), [record], { stream, settings: { organization_mode } });
  expect(sync.after).toEqual(usersWith(sync, { person: null }));
});

test("a text that is one organization's external id and another's name is the external id", async () => {
  const simulator = seededAccount();
  simulator.account.organizations.create("org-acme", "org-namesake", VIRTUAL_START);
  const record = { external_id: "person", organization: "org-acme" };
  const sync = await syncEffect(simulator, [record], { settings: { organization_mode: "replace" } });
  expect(sync.after).toEqual(usersWith(sync, { person: membership(["Acme"]) }));
});

test("organizations are looked up once, not once per user or batch", async () => {
  const simulator = seededAccount();
  const references = [
    { organization: { external_id: "org-acme" } },
    { organization: "Initech" },
    { organization: "No" },
  ];
  const records = Array.from({ length: 1000 }, (_, index) => ({
    external_id: `c-${index}`,
    name: "Name",
    ...references[index % references.length],
  }));
  const { outcomes } = await syncEffect(simulator, records, {
    settings: { organization_mode: "replace" },
  });
  expect(outcomes).toEqual({ created: 667, not_found: 333 });
  const requests = requestsTo(simulator, VIRTUAL_START + 1e9);
  expect(requests).toMatchObject({
    // One by external id, and one to read what the search found.
    "GET /api/v2/organizations/show_many": 2,
    "GET /api/v2/organizations/search": 2,
  });
});
