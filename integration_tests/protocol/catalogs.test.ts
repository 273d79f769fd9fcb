import { UNTHROTTLED } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { type ConfiguredStream, USERS, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { seedUsers, simulatedAccount, usersOf, write } from "../../testing/account/simulated-account.ts";

const users = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => record({ external_id: `u${index}`, name: `User ${index}` }));

describe("a stream", () => {
  test("that is set to overwrite is upserted, with one warning, and deletes nothing", async () => {
    const account = await simulatedAccount(UNTHROTTLED);
    seedUsers(account.simulator, [
      { name: "Old name", external_id: "u0" },
      { name: "Bystander", external_id: "other" },
    ]);
    const streams: ConfiguredStream[] = [{ name: "users", mode: "overwrite" }];
    const { code, output } = await write(account, [...users(2), streamState(1)], { streams });
    expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 1, updated: 1, deleted: 0 } });
    expect(output.warnings).toEqual([expect.stringContaining("Nothing is deleted")]);
    expect(usersOf(account.simulator).map(({ name }) => name)).toEqual(["User 0", "Bystander", "User 1"]);
  });

  test.each<[what: string, stream: ConfiguredStream, settings: Record<string, unknown>, words: string[]]>([
    [
      "that nothing maps, whatever its columns are",
      { name: "orders", columns: ["name", "email"], namespace: "shop" },
      {},
      ['"orders"', '{"name":"orders","namespace":"shop","object":"users"}', '"streams"'],
    ],
    ["with an object that is none", { name: "people", object: "leads" }, {}, ['"leads"', "cannot write", '"users"']],
    [
      "mapped to an object that is none",
      { name: "orders" },
      { streams: [{ name: "orders", object: "leads" }] },
      ["orders", "leads"],
    ],
    [
      "matched by a column that is not a key",
      { name: "people", object: "users", primaryKey: "phone" },
      {},
      ["phone", "external_id"],
    ],
  ])("%s is a config error before anything is written", async (_what, stream, settings, words) => {
    const account = await simulatedAccount(UNTHROTTLED);
    const input = [...users(3), record({ id: 1 }, stream), streamState(1)];
    const { code, output } = await write(account, input, { settings, streams: [USERS, stream] });
    expect({ code, states: output.states }).toEqual({ code: 1, states: [] });
    expect(output.errors.map(({ failure_type }) => failure_type)).toEqual(["config_error"]);
    for (const word of words) expect(output.errors[0]?.message).toContain(word);
    expect(usersOf(account.simulator)).toEqual([]);
  });

  test("whose entry has another object than the connection is written to the connection's, with one warning", async () => {
    const account = await simulatedAccount(UNTHROTTLED);
    const settings = { streams: [{ name: "people", object: "organizations" }] };
    const stream: ConfiguredStream = { name: "people", object: "users", primaryKey: "external_id" };
    const input = [record({ external_id: "u0", name: "User 0" }, stream), streamState(1, stream)];
    const { code, output } = await write(account, input, { settings, streams: [stream] });
    expect({ code, warnings: output.warnings }).toEqual({
      code: 0,
      warnings: [expect.stringContaining('has the object "organizations", which is ignored')],
    });
    expect(usersOf(account.simulator).map(({ name }) => name)).toEqual(["User 0"]);
  });

  test("that is not in the catalog is a system error after everything before it is written and its states are returned", async () => {
    const account = await simulatedAccount(UNTHROTTLED);
    const last = record({ external_id: "last", name: "Last" });
    const stray = record({ external_id: "x" }, { name: "stray" });
    const { code, output } = await write(account, [...users(100), streamState(1), last, stray, streamState(2)]);
    expect(code).toBe(1);
    expect(output.errors).toEqual([expect.objectContaining({ failure_type: "system_error" })]);
    expect(output.errors[0]?.message).toContain("stray");
    expect(output.states).toHaveLength(1);
    expect(usersOf(account.simulator)).toHaveLength(101);
  });
});

describe("a record", () => {
  test("that is deleted at the source counts as ignored and is not written", async () => {
    const account = await simulatedAccount(UNTHROTTLED);
    seedUsers(account.simulator, [{ name: "Old name", external_id: "u0" }]);
    const deleted = { _ab_cdc_deleted_at: "2026-11-01T00:00:00Z", _ab_cdc_lsn: 1 };
    const { code, output } = await write(account, [
      record({ external_id: "u0", name: "New name", ...deleted }),
      record({ external_id: "u1", name: "Never lived", ...deleted }),
      record({ external_id: "u2", name: "Lives", _ab_cdc_deleted_at: null }),
      streamState(1),
    ]);
    expect({ code, counts: output.counts }).toMatchObject({
      code: 0,
      counts: { written: 3, ignored: 2, created: 1, updated: 0, rejected: 0 },
    });
    expect(usersOf(account.simulator).map(({ name }) => name)).toEqual(["Old name", "Lives"]);
  });

  test("with columns that are not written is written without them, and one warning names them all", async () => {
    const account = await simulatedAccount(UNTHROTTLED);
    const unwritten = {
      role: "admin",
      suspended: true,
      password: "x",
      id: 7,
      shoe_size: 42,
    };
    const columns = Object.keys(unwritten);
    const airbyte = { _airbyte_extracted_at: 1, _ab_source_file_url: "x" };
    const { code, output } = await write(account, [
      ...["u0", "u1"].map((external_id) => record({ external_id, name: "User", ...unwritten, ...airbyte })),
      streamState(1),
    ]);
    expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 2, rejected: 0 } });
    expect(output.warnings).toHaveLength(1);
    const named = [...(output.warnings[0] ?? "").matchAll(/"(\w+)"/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(["users", ...columns]));
    for (const user of usersOf(account.simulator)) expect(user).toMatchObject({ role: "end-user", suspended: false });
  });
});
