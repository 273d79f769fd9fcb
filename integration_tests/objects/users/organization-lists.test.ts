import { describe, expect, test } from "vitest";
import type { Fault } from "zendesk-simulator";
import {
  INSERTED,
  type ORGANIZATIONS,
  WAYS,
  organizationId,
  seededAccount,
  userOf,
} from "../../../testing/account/seeded-account.ts";
import { requestsTo } from "../../../testing/account/simulated-account.ts";
import { syncEffect, usersWith } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";

type Name = keyof typeof ORGANIZATIONS;
type Mode = "add" | "replace";

const MODES: readonly Mode[] = ["add", "replace"];

const idOf = (name: Name): number => organizationId(seededAccount(), name);
const membership = (names: readonly Name[]): RecordData => ({
  organization_id: names[0] === undefined ? null : idOf(names[0]),
  organization_ids: names.map(idOf),
});

/** The person belongs to Initech (the default) and Umbrella. */
const LISTS: readonly (readonly [what: string, list: unknown, add: readonly Name[], replace: readonly Name[]])[] = [
  ["a new one", ["Acme"], ["Initech", "Umbrella", "Acme"], ["Acme"]],
  ["an old and a new one", ["Umbrella", "org-acme"], ["Initech", "Umbrella", "Acme"], ["Umbrella", "Acme"]],
  ["the same ones in another order", ["umbrella", "initech"], ["Initech", "Umbrella"], ["Umbrella", "Initech"]],
  ["one named twice", ["Acme", "org-acme"], ["Initech", "Umbrella", "Acme"], ["Acme"]],
  ["objects", [{ name: "Acme" }, { id: idOf("Initech") }], ["Initech", "Umbrella", "Acme"], ["Acme", "Initech"]],
  ["text", "org-acme; Initech", ["Initech", "Umbrella", "Acme"], ["Acme", "Initech"]],
  ["JSON text", '["Acme", {"external_id": "org,umbrella"}]', ["Initech", "Umbrella", "Acme"], ["Acme", "Umbrella"]],
  ["an empty list", [], ["Initech", "Umbrella"], []],
  ["an empty text", "", ["Initech", "Umbrella"], ["Initech", "Umbrella"]],
];

test.each<[mode: Mode, organizations: readonly string[]]>([
  ["add", ["Initech", "Acme"]],
  ["add", ["Acme"]],
  ["replace", ["Initech"]],
  ["replace", ["Umbrella", "Initech"]],
  ["replace", ["Initech", "Umbrella", "Acme"]],
  ["replace", ["Initech", "Acme"]],
])(
  "with %s and skip_unchanged, a list of %j changes a user who is in Initech and Umbrella",
  async (mode, organizations) => {
    const settings = { organization_mode: mode, skip_unchanged: true };
    const { outcomes } = await syncEffect(seededAccount(), [{ external_id: "person", organizations }], { settings });
    expect(outcomes).toEqual({ updated: 1 });
  },
);

describe("the organizations of a user", () => {
  test.each(
    LISTS.flatMap(([what, organizations, add, replace]) =>
      MODES.map((mode) => ({ what, organizations, mode, left: mode === "add" ? add : replace })),
    ),
  )("with $mode, $what", async ({ left, mode, organizations }) => {
    const record = { external_id: "person", organizations };
    const settings = { organization_mode: mode };
    const simulator = seededAccount();
    const effect = await syncEffect(simulator, [record], { settings });
    expect(effect.outcomes).toEqual({ updated: 1 });
    expect(effect.after).toEqual(usersWith(effect, { person: membership(left) }));
    for (const setting of ["skip_unchanged", "dry_run"]) {
      const again = { settings: { ...settings, [setting]: true }, startAt: effect.endedAt };
      expect((await syncEffect(simulator, [record], again)).outcomes).toEqual({ unchanged: 1 });
    }
  });

  test.each(Object.keys(WAYS).flatMap((way) => MODES.map((mode) => ({ way, mode }))))(
    "are written with $mode when the user is matched $way",
    async ({ mode, way }) => {
      const { keys, rekeyed, settings, ...options } = WAYS[way] ?? { keys: () => ({}) };
      const simulator = seededAccount();
      const record = { ...keys(userOf(simulator, "person")), organizations: ["Acme", "Umbrella"] };
      const effect = await syncEffect(simulator, [record], {
        ...options,
        settings: { ...settings, organization_mode: mode },
      });
      const left = membership(mode === "add" ? ["Initech", "Umbrella", "Acme"] : ["Acme", "Umbrella"]);
      expect(effect.outcomes).toEqual({ updated: 1 });
      expect(effect.after).toEqual(usersWith(effect, { person: { ...rekeyed, ...left } }));
    },
  );

  test.each(MODES)("begin with the one in a column of its own (%s)", async (mode) => {
    const record = { external_id: "new", name: "New", organization: "Umbrella", organizations: ["Acme", "Umbrella"] };
    const effect = await syncEffect(seededAccount(), [record], { settings: { organization_mode: mode } });
    expect(effect.after.at(-1)).toMatchObject({ external_id: "new", ...membership(["Umbrella", "Acme"]) });
  });

  test.each<[mode: Mode, left: readonly Name[]]>([
    ["add", ["Initech", "Umbrella"]],
    ["replace", []],
  ])("are emptied by a null where nulls clear and %s is set", async (mode, left) => {
    const settings = { organization_mode: mode, null_handling: "clear" };
    const effect = await syncEffect(seededAccount(), [{ external_id: "person", organizations: null }], { settings });
    expect(effect.after).toEqual(usersWith(effect, { person: membership(left) }));
  });

  test("of two records of one user are all added", async () => {
    const records = ["Acme", "Initech"].map((name) => ({ external_id: "new", name: "New", organizations: [name] }));
    const effect = await syncEffect(seededAccount(), records);
    expect(effect.outcomes).toEqual({ created: 1, updated: 1 });
    expect(effect.after.at(-1)).toMatchObject(membership(["Acme", "Initech"]));
  });
});

test.each(
  MODES.flatMap((mode) => [
    { mode, options: {} },
    { mode, options: INSERTED },
  ]),
)("a new user is in all of its organizations, by default in the first: %j", async ({ mode, options }) => {
  const record = { external_id: "new", name: "New", organizations: ["Umbrella", "Acme"] };
  const effect = await syncEffect(seededAccount(), [record], { ...options, settings: { organization_mode: mode } });
  expect(effect.outcomes).toEqual({ created: 1 });
  expect(effect.after.at(-1)).toMatchObject({ external_id: "new", ...membership(["Umbrella", "Acme"]) });
});

describe("a record is rejected whole", () => {
  const tooMany = Array.from({ length: 301 }, (_, index) => `org-${index}`);

  test.each<[what: string, reason: string, organizations: unknown]>([
    ["if one of the organizations does not exist", "not_found", ["Acme", "Nowhere"]],
    ["if there are more than Zendesk allows", "invalid_value", tooMany],
    ["if a number may be an id or an external id", "invalid_value", [17]],
    ["if an item is a placeholder", "invalid_value", ["Acme", "n/a"]],
    ["if it is not a list", "invalid_value", { name: "Acme" }],
  ])("%s: %s", async (_what, reason, organizations) => {
    const record = { external_id: "person", name: "New name", organizations };
    const effect = await syncEffect(seededAccount(), [record]);
    expect(effect.outcomes).toEqual({ [reason]: 1 });
    expect(effect.after).toEqual(effect.before);
  });
});

test("60 users who join three organizations each take three jobs, two a second time, and no look-up of memberships", async () => {
  const simulator = seededAccount();
  const records = Array.from({ length: 60 }, (_, index) => ({
    external_id: `c-${index}`,
    name: "Name",
    organizations: ["org-acme", "org-initech", "org,umbrella"],
  }));
  const first = await syncEffect(simulator, records);
  expect(first.outcomes).toEqual({ created: 60 });
  const again = await syncEffect(simulator, records, { startAt: first.endedAt });
  expect(again.after.map(({ organization_ids }) => organization_ids)).toEqual(
    first.after.map(({ organization_ids }) => organization_ids),
  );
  const requests = requestsTo(simulator, VIRTUAL_START + 1e9);
  // The second time, two memberships each are sent, because Zendesk shows only the default one.
  expect(requests["POST /api/v2/organization_memberships/create_many"]).toBe(5);
  expect(Object.keys(requests).filter((path) => path.endsWith("/organization_memberships"))).toEqual([]);
});

test("a new user's first organization is the default even if Zendesk adds it only when it is sent again", async () => {
  let strikes = 0;
  const refusesFirst: Fault = {
    job: (_work, { path }) => {
      if (!path.includes("organization_memberships") || strikes > 0) return undefined;
      strikes += 1;
      return {
        failedRow: (index) => (index === 0 ? { index, error: "DatabaseConflict", status: "Failed" } : undefined),
      };
    },
  };
  const record = { external_id: "new", name: "Name", organizations: ["org-acme", "org-initech", "org,umbrella"] };
  const quiet = await syncEffect(seededAccount(), [record]);
  const { after, outcomes } = await syncEffect(seededAccount({ faults: [refusesFirst] }), [record]);
  expect(strikes).toBe(1);
  expect(outcomes).toEqual({ created: 1 });
  const organizationsIn = (users: typeof after) =>
    users.find(({ external_id }) => external_id === "new")?.["organization_ids"];
  expect(organizationsIn(after)).toEqual(organizationsIn(quiet.after));
});
