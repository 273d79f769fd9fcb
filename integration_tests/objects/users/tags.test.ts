import { describe, expect, test } from "vitest";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { INSERTED, WAYS, seededAccount, userOf } from "../../../testing/account/seeded-account.ts";
import { requestsTo, seedUsers } from "../../../testing/account/simulated-account.ts";
import { syncEffect, usersWith } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";

const MODES = ["add", "replace", "remove"] as const;
type Mode = (typeof MODES)[number];

/** The person has the tags `vip` and `person`. */
const GIVEN: readonly (readonly [what: string, given: unknown, left: Readonly<Record<Mode, readonly string[]>>])[] = [
  [
    "a list",
    ["VIP", "Nice Person"],
    { add: ["vip", "person", "nice_person"], replace: ["vip", "nice_person"], remove: ["person"] },
  ],
  ["an empty list", [], { add: ["vip", "person"], replace: [], remove: ["vip", "person"] }],
];

const CASES = MODES.flatMap((mode) =>
  GIVEN.flatMap(([what, given, left]) =>
    Object.keys(WAYS).map((way) => ({ mode, what, given, left: left[mode], way })),
  ),
);

describe("if a user already has tags, memberships and addresses, only the tags change", () => {
  test.each(CASES)("$mode $what, matched $way", async ({ mode, given, left, way }) => {
    const { keys, rekeyed, settings, ...options } = WAYS[way] ?? { keys: () => ({}) };
    const simulator = seededAccount();
    const sync = await syncEffect(simulator, [{ ...keys(userOf(simulator, "person")), tags: given }], {
      ...options,
      settings: { ...settings, tags_mode: mode },
    });
    expect(sync.outcomes).toEqual({ updated: 1 });
    expect(sync.after).toEqual(usersWith(sync, { person: { ...rekeyed, tags: left } }));
  });
});

describe("a new user", () => {
  const keyings: readonly RecordData[] = [
    { external_id: "new" },
    { email: "new@example.com" },
    { external_id: "new", email: "new@example.com" },
  ];

  test.each(
    keyings.flatMap((keys) =>
      [{}, INSERTED].flatMap((options) => [
        { keys, options, mode: "add", tags: ["vip"] },
        { keys, options, mode: "replace", tags: ["vip"] },
        { keys, options, mode: "remove", tags: [] },
      ]),
    ),
  )("$keys gets its tags with $mode: $tags", async ({ keys, mode, tags, options }) => {
    const record = { ...keys, name: "New", tags: ["vip"] };
    const sync = await syncEffect(seededAccount(), [record], { ...options, settings: { tags_mode: mode } });
    expect(sync.outcomes).toEqual({ created: 1 });
    expect(sync.after).toEqual([...sync.before, expect.objectContaining({ ...keys, name: "New", tags })]);
  });
});

describe("records of one person that are merged", () => {
  const first = { tags: ["first", "both"] };
  const second = { tags: ["second", "both"] };

  test.each<[how: string, records: readonly RecordData[]]>([
    ["by external_id", [first, second].map((each) => ({ external_id: "person", ...each }))],
    ["by address", [first, second].map((each) => ({ email: "person@example.com", ...each }))],
    [
      "by the one and the other",
      [
        { external_id: "person", email: "person@example.com", ...first },
        { email: "person@example.com", ...second },
      ],
    ],
  ])("all add their tags, %s", async (_how, records) => {
    const sync = await syncEffect(seededAccount(), records);
    expect(sync.outcomes).toEqual({ updated: 2 });
    expect(sync.after).toEqual(usersWith(sync, { person: { tags: ["vip", "person", "first", "both", "second"] } }));
  });

  test("leave the tags of the last one with replace", async () => {
    const records = [first, second].map((each) => ({ external_id: "person", ...each }));
    const sync = await syncEffect(seededAccount(), records, { settings: { tags_mode: "replace" } });
    expect(sync.after).toEqual(usersWith(sync, { person: { tags: second.tags } }));
  });
});

test.each([
  [
    "external_id",
    (index: number) => ({ external_id: `c-${index}` }),
    { "GET /api/v2/users/show_many": 3, "POST /api/v2/users/create_or_update_many": 3 },
  ],
  [
    "address",
    (index: number) => ({ email: `c-${index}@example.com` }),
    {
      // The account's agents and admins, because the address may belong to one of them.
      "GET /api/v2/users": 1,
      "GET /api/v2/users/show_many": 3,
      "POST /api/v2/users/create_or_update_many": 3,
      "PUT /api/v2/users/update_many": 3,
    },
  ],
])("300 users keep their tags with a few requests per hundred users, by %s", async (_key, keysOf, requests) => {
  const simulator = seededAccount();
  const indexes = Array.from({ length: 300 }, (_, index) => index);
  const users = indexes.map((index) => ({ ...keysOf(index), name: "Name", tags: ["old", `tag-${index}`] }));
  seedUsers(simulator, users, VIRTUAL_START);
  const { after } = await syncEffect(
    simulator,
    indexes.map((index) => ({ ...keysOf(index), tags: ["new"] })),
  );
  expect(after.slice(-300).map(({ tags }) => tags)).toEqual(indexes.map((index) => ["old", `tag-${index}`, "new"]));
  const { "GET /api/v2/job_statuses/show_many": _polls, ...others } = requestsTo(simulator, VIRTUAL_START + 1e9);
  expect(others).toEqual({
    ...requests,
    // Whether jobs of an earlier sync still run.
    "GET /api/v2/job_statuses": 1,
    "GET /api/v2/user_fields": 1,
    "GET /api/v2/users/me": 1,
    "POST /oauth/tokens": 1,
  });
});
