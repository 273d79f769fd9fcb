import { expect, test } from "vitest";
import { type Fault, ZendeskSimulator, unthrottled } from "zendesk-simulator";
import type { ConfiguredStream, RecordData } from "./airbyte-messages.ts";
import { seedUsers } from "./simulated-account.ts";
import { syncEffect } from "./sync-effect.ts";
import { VIRTUAL_START } from "./virtual-time.ts";

/** As servers do with addresses of more than 8 kB, and Zendesk's search with what it cannot read. */
const refusals: Fault = {
  before: ({ path }) => {
    const status = path.length > 8192 ? 414 : /search.*%28/.test(path) ? 422 : undefined;
    return status === undefined ? undefined : { status, headers: {}, body: '{"error":"invalid"}' };
  },
};

const PEOPLE: readonly RecordData[] = Array.from({ length: 5 }, (_, index) => ({
  external_id: `u${index}`,
  email: `u${index}@example.com`,
}));
const LONG = { external_id: "x".repeat(9000) };
const ODD = { email: "odd(address@example.com" };

/** As Zendesk refuses a row whose key it finds too long: by no code that tells why. */
const refusedRow: Fault = {
  job: ({ rows }) => ({
    failedRow: (index) =>
      String(rows[index]?.["external_id"]).length > 255 ? { index, error: "Oops", details: "no" } : undefined,
  }),
};

const UPDATED = { mode: "update", named: true, importsDisabled: false } as const;

test.each([
  { what: "is too long for an address", key: "external_id", odd: LONG, ...UPDATED },
  { what: "cannot be searched for", key: "email", odd: ODD, ...UPDATED },
  {
    what: "is too long to see why it is refused",
    key: "external_id",
    odd: LONG,
    ...UPDATED,
    mode: "append_dedup",
    named: false,
  },
  {
    what: "is too long for the fall back",
    key: "external_id",
    odd: LONG,
    ...UPDATED,
    mode: "append_dedup",
    importsDisabled: true,
  },
] as const)(
  "a record whose key $what is rejected, and the others are written",
  async ({ importsDisabled, key, mode, named, odd }) => {
    const simulator = new ZendeskSimulator({ ...unthrottled, importsDisabled, faults: [refusals, refusedRow] });
    seedUsers(
      simulator,
      PEOPLE.map((person) => ({ ...person, name: "Old name" })),
      VIRTUAL_START,
    );
    const stream: ConfiguredStream = { name: "people", mode, object: "users", primaryKey: key };
    const records = [...PEOPLE, odd].map((keys) => ({ ...keys, ...(named && { name: "New name" }), details: "New" }));
    const { after, outcomes } = await syncEffect(simulator, records, { stream });
    expect(outcomes).toEqual({ updated: 5, zendesk_error: 1 });
    expect(after.map(({ details }) => details)).toEqual(PEOPLE.map(() => "New"));
  },
);
