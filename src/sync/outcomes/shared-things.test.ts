import { describe, expect, it } from "vitest";
import { SharedThings } from "./shared-things.ts";

const find = () => Promise.resolve(new Map());
const object = {
  name: "users",
  noun: { one: "user", many: "users" },
  keys: [{ column: "external_id", isNatural: true, find }],
};

function sharedUsers(
  records: readonly (readonly [userId: number, externalId: string])[],
  { isDryRun = false, maxBytes }: { readonly isDryRun?: boolean; readonly maxBytes?: number } = {},
) {
  const users = new SharedThings({ isDryRun, maxBytes });
  for (const [index, [userId, externalId]] of records.entries()) {
    users.note({ object, id: userId }, externalId, () => `record ${index + 1} of "people"`);
  }
  return users;
}

describe("things that several records share", () => {
  it.each<[what: string, records: readonly (readonly [number, string])[], count: number]>([
    [
      "none where each record has its own",
      [
        [1, "a"],
        [2, "b"],
      ],
      0,
    ],
    [
      "none where one external id comes again",
      [
        [1, "a"],
        [1, "a"],
      ],
      0,
    ],
    [
      "one where external ids differ in case",
      [
        [1, "0015x"],
        [1, "0015X"],
      ],
      1,
    ],
    [
      "one where three share it",
      [
        [1, "a"],
        [1, "b"],
        [1, "c"],
        [1, "a"],
      ],
      1,
    ],
    [
      "two where two are shared",
      [
        [1, "a"],
        [2, "b"],
        [2, "c"],
        [1, "d"],
      ],
      2,
    ],
    [
      "one where long external ids differ at their ends",
      [
        [1, `${"x".repeat(100_000)}1`],
        [1, `${"x".repeat(100_000)}2`],
      ],
      1,
    ],
  ])("are %s", (_what, records, count) => {
    const line = `records with different external ids in one user: ${count} user${count === 1 ? "" : "s"}`;
    expect(sharedUsers(records).summaryLines).toEqual(count === 0 ? [] : [line]);
  });

  it("are reported with their number, the first records, and what to do", () => {
    const users = sharedUsers(
      Array.from({ length: 12 }, (_, index) => [Math.floor(index / 2) + 1, `id-${index}`] as const),
    );
    expect(users.warnings()[0]).toMatch(
      /^6 users in Zendesk were written by records with different external ids.*See record 2 of "people", record 4 of .*, record 10 of "people", and others\. .*differs by more than case/,
    );
    expect(sharedUsers([[1, "a"]]).warnings()).toEqual([]);
    expect(
      sharedUsers(
        [
          [1, "a"],
          [1, "A"],
        ],
        { isDryRun: true },
      ).warnings()[0],
    ).toMatch(/^1 user in Zendesk would be written by/);
  });

  it.each([
    ["are different keys", { isCaseSensitive: true as const }],
    ["do not find each other", { findsExactly: true as const }],
  ])("are not said to differ in case where external ids that do %s", (_what, compared) => {
    const records = {
      name: "custom_objects/lamp",
      noun: { one: "record", many: "records" },
      keys: [{ column: "external_id", isNatural: true, find, ...compared }],
    };
    const shared = new SharedThings();
    for (const externalId of ["a", "A"]) shared.note({ object: records, id: "01J" }, externalId, () => externalId);
    expect(shared.warnings()).toEqual([
      expect.stringMatching(/See A\. Zendesk also finds records by their other keys\. Give each record its own\.$/),
    ]);
  });

  it("are reported as incomplete when there are more than can be compared", () => {
    const users = Array.from({ length: 20_000 }, (_, index) => [index + 1, `id-${index}`] as const);
    const incomplete = expect.stringMatching(/too many records to compare all external ids/);
    expect(sharedUsers(users, { maxBytes: 100_000 }).warnings()).toEqual([incomplete]);
    expect(sharedUsers([...users, [1, "other"]], { maxBytes: 100_000 }).warnings()).toEqual([
      expect.stringMatching(/^1 user /),
      incomplete,
    ]);
  });
});
