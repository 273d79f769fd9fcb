import type { Fault } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { INSERTED, WAYS, seededAccount, userOf } from "../../../testing/account/seeded-account.ts";
import { syncEffect, usersWith } from "../../../testing/connector/sync-effect.ts";

const RIGHTS: RecordData = {
  role: "admin",
  custom_role_id: 4711,
  ticket_restriction: "assigned",
  default_group_id: 4712,
  suspended: true,
};

const NEVER: RecordData = {
  password: "correct horse",
  identities: [{ type: "email", value: "hidden@example.com" }],
  verified: true,
  separation: "x",
};

describe("roles and rights", () => {
  test.each(Object.keys(WAYS))("are left out, and named once each, unless allowed, matched %s", async (way) => {
    const { keys, rekeyed, ...options } = WAYS[way] ?? { keys: () => ({}) };
    const simulator = seededAccount();
    const record = { ...keys(userOf(simulator, "person")), ...RIGHTS };
    const sync = await syncEffect(simulator, [record, record], options);
    expect(sync.outcomes).toEqual({ updated: 2 });
    expect(sync.after).toEqual(usersWith(sync, { person: { ...rekeyed } }));
    const [warning = "", ...more] = sync.output.warnings.filter((text) => text.includes("allow_roles"));
    expect(more).toEqual([]);
    const [, named = ""] = warning.split(" not written: ");
    expect([...named.matchAll(/"(\w+)"/g)].map(([, column]) => column)).toEqual(Object.keys(RIGHTS));
  });

  test.each(Object.keys(WAYS))("are written when they are allowed, matched %s", async (way) => {
    const { keys, rekeyed, settings, ...options } = WAYS[way] ?? { keys: () => ({}) };
    const simulator = seededAccount();
    const record = { ...keys(userOf(simulator, "person")), ...RIGHTS };
    const sync = await syncEffect(simulator, [record], { ...options, settings: { ...settings, allow_roles: true } });
    expect(sync.outcomes).toEqual({ updated: 1 });
    expect(sync.after).toEqual(usersWith(sync, { person: { ...RIGHTS, ...rekeyed } }));
  });

  test("are never cleared by a null", async () => {
    const simulator = seededAccount();
    const settings = { allow_roles: true, null_handling: "clear", team_members: "update" };
    await syncEffect(simulator, [{ external_id: "agent", ...RIGHTS }], { settings });
    const nulls = Object.fromEntries(Object.keys(RIGHTS).map((column) => [column, null]));
    const sync = await syncEffect(simulator, [{ external_id: "agent", details: null, ...nulls }], { settings });
    expect(sync.before).toContainEqual(expect.objectContaining(RIGHTS));
    expect(sync.after).toEqual(usersWith(sync, { agent: { details: null } }));
  });
});

test.each([false, true])(
  "passwords, identities and verification are never written (allow_roles %s)",
  async (allow_roles) => {
    const records = [
      { external_id: "person", ...NEVER },
      { external_id: "new", name: "New", ...NEVER },
    ];
    const bodies: string[] = [];
    const sync = await syncEffect(seededAccount({ faults: [noting(bodies)] }), records, { settings: { allow_roles } });
    expect(sync.after).toEqual([
      ...usersWith(sync, { person: {} }),
      expect.objectContaining({ external_id: "new", identities: [], verified: false }),
    ]);
    expect(bodies).not.toEqual([]);
    for (const column of Object.keys(NEVER)) expect(bodies.join("")).not.toContain(column);
  },
);

describe("a verification email", () => {
  const records = [
    { external_id: "new", name: "New", email: "new@example.com" },
    { external_id: "person", email: "another@example.com" },
  ];

  test.each([
    { what: "upserts", settings: {}, isSkipped: true },
    { what: "upserts", settings: { skip_verify_email: false }, isSkipped: false },
    { what: "inserts", settings: {}, isSkipped: true, options: INSERTED },
    { what: "inserts", settings: { skip_verify_email: false }, isSkipped: false, options: INSERTED },
    {
      what: "updates",
      settings: {},
      isSkipped: true,
      options: { stream: { ...INSERTED.stream, mode: "update" } as const },
    },
  ])("is skipped by $what with $settings: $isSkipped", async ({ settings, isSkipped, options }) => {
    const bodies: string[] = [];
    await syncEffect(seededAccount({ faults: [noting(bodies)] }), records, { ...options, settings });
    const sent = bodies.flatMap((body) => (JSON.parse(body) as { users: RecordData[] }).users);
    const addressed = sent.filter(({ email }) => email !== undefined);
    expect(addressed).not.toEqual([]);
    for (const user of addressed) expect(user["skip_verify_email"] === true).toBe(isSkipped);
  });
});

/** Notes what is sent for users, and changes nothing. */
function noting(bodies: string[]): Fault {
  return {
    before: ({ path, body }) => {
      if (path.startsWith("/api/v2/users/") && typeof body === "string") bodies.push(body);
      return undefined;
    },
  };
}
