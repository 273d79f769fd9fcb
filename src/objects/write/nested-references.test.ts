import { expect, it, test } from "vitest";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import type { Held, Key } from "../object-type.ts";
import { CachedDirectory } from "../references/cached-directory.ts";
import { type FieldValues, createRow } from "../row.ts";
import { NestedReferences, type NestedRelation, nestedDependencies } from "./nested-references.ts";

const OWNER: NestedRelation = {
  field: "owner",
  target: { noun: "user", object: "users", keys: ["external_id", "email"] },
  columns: ["item", "items"],
};

const DEFAULT_ID = 99;

const EXISTING: readonly Held[] = [
  { id: 1, external_id: "u1" },
  { id: 2, external_id: "u2" },
];

const KEYS: readonly Key[] = ["id", "external_id", "email"].map((column) => ({
  column,
  isNatural: column !== "id",
  find: (values) =>
    Promise.resolve(
      new Map(
        EXISTING.flatMap((held) => {
          const value = String(held[column]);
          return values.includes(value) ? [[value, held] as const] : [];
        }),
      ),
    ),
}));

/** The values with their references resolved, and what is missing. */
async function resolve(values: FieldValues) {
  const nested = new NestedReferences({ ...OWNER, directory: new CachedDirectory(KEYS) });
  const row = createRow({ column: "external_id", value: "r" }, values, []);
  const context = { api: {} as ZendeskApi, signal: AbortSignal.timeout(60_000) };
  let defaults = 0;
  const otherwise = (): Promise<number> => {
    defaults += 1;
    return Promise.resolve(DEFAULT_ID);
  };
  const [draft] = await nested.resolve([{ row, values, held: undefined }], otherwise, context);
  return { values: draft?.values, missing: nested.missingFor(row), defaults };
}

test.each<[FieldValues, FieldValues]>([
  [{ item: { text: "a", owner: { external_id: "u1" } } }, { item: { text: "a", owner_id: 1 } }],
  [{ item: { owner_id: "2" } }, { item: { owner_id: 2 } }],
  [{ item: { owner: { external_id: "u2" }, owner_id: "1" } }, { item: { owner_id: 2 } }],
  [{ item: { owner: { external_id: "nobody", id: "1" } } }, { item: { owner_id: 1 } }],
  [{ item: { text: "a" } }, { item: { text: "a", owner_id: DEFAULT_ID } }],
  [
    { items: [{ owner: { external_id: "u2" } }, { text: "b" }], other: 1 },
    { items: [{ owner_id: 2 }, { text: "b", owner_id: DEFAULT_ID }], other: 1 },
  ],
  [
    { item: null, other: { owner: { external_id: "u1" } } },
    { item: null, other: { owner: { external_id: "u1" } } },
  ],
])("%j becomes %j", async (values, resolved) => {
  expect((await resolve(values)).values).toEqual(resolved);
});

it("asks for the other id only if a column holds an object", async () => {
  expect(await resolve({ other: 1 })).toMatchObject({ defaults: 0 });
  expect(await resolve({ item: { owner: { external_id: "u1" } } })).toMatchObject({ defaults: 1 });
});

it("says of each object what it refers to that does not exist", async () => {
  const items = [{ owner: { external_id: "u3" } }, { owner: { external_id: "u1" } }, { owner: { email: "a@b.test" } }];
  const { missing } = await resolve({ items });
  expect(missing).toMatchObject({
    reason: "not_found",
    field: "items",
    missing: [["users external_id:u3"], ["users email:a@b.test"]],
  });
});

it("finds nothing missing if everything exists", async () => {
  expect((await resolve({ item: { owner: { external_id: "u1" } } })).missing).toBeUndefined();
});

it("lists what a record depends on", () => {
  const values = { item: { owner: { external_id: "U1" } }, items: [{ text: "a" }, { owner_id: 7 }] };
  expect(nestedDependencies(values, OWNER)).toEqual([["users external_id:u1"], ["users id:7"]]);
  const ownless = { ...OWNER, target: { noun: "group", keys: ["name"] as const } };
  expect(nestedDependencies(values, ownless)).toEqual([]);
});
