import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import { usersOf } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { syncUsers } from "../../testing/connector/user-sync.ts";
import { syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

/** As it stands in a line: `__proto__` is a key like any other. */
const parsed = (json: string): RecordData => JSON.parse(json) as RecordData;

const membersOfEveryObject = (): string => Reflect.ownKeys(Object.prototype).map(String).join();
let before = "";

// The syncs run in this process, so what they do to objects shows here.
beforeEach(() => {
  before = membersOfEveryObject();
});
afterEach(() => {
  if (membersOfEveryObject() !== before) throw new Error("the prototype of every object was changed");
});

describe("keys that could change a prototype are treated as data", () => {
  test("as columns: they are left out like any unknown column", async () => {
    const { code, output, users } = await syncUsers([
      parsed(
        `{"external_id":"1","name":"Somebody","__proto__":{"role":"admin","name":"Nobody","_ab_cdc_deleted_at":"now"},
          "constructor":{"prototype":{"polluted":"yes"}},"prototype":{"polluted":"yes"},"toString":"text"}`,
      ),
    ]);
    expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 1, rejected: 0, ignored: 0 } });
    expect(users).toMatchObject([{ external_id: "1", name: "Somebody", role: "end-user" }]);
    expect(output.warnings).toEqual([
      expect.stringContaining('"__proto__", "constructor", "prototype", "toString" (users do not have this field)'),
    ]);
  });

  test.each([
    [
      "nested in custom fields",
      '{"external_id":"1","name":"Somebody","user_fields":{"__proto__":{"loyalty_tier":"gold"}}}',
    ],
    ["as a flat custom field", '{"external_id":"1","name":"Somebody","user_fields.__proto__":"gold"}'],
    ["as another member's name", '{"external_id":"1","name":"Somebody","user_fields":{"constructor":"gold"}}'],
  ])("%s: not a field in Zendesk, so the record is rejected as received", async (_where, json) => {
    const { rejects, users } = await syncUsers([parsed(json)]);
    expect(rejects).toMatchObject([{ rejected_reason: "unknown_field" }]);
    expect(JSON.stringify(rejects[0]?.record)).toBe(json);
    expect(users).toEqual([]);
  });

  test("containing a whole record: it has no key, and is rejected as received", async () => {
    const json = '{"__proto__":{"external_id":"1","name":"Somebody"},"constructor":{"name":"Somebody"}}';
    const { rejects } = await syncUsers([parsed(json)]);
    expect(rejects).toMatchObject([{ rejected_reason: "missing_key" }]);
    expect(JSON.stringify(rejects[0]?.record)).toBe(json);
  });

  test("in a mapping, as the column of a field", async () => {
    const fields = [
      { field: "external_id", column: "constructor" },
      { field: "name", column: "__proto__" },
    ];
    const streams = [{ name: "users", object: "users", fields }];
    const { output, users } = await syncUsers(
      [
        parsed('{"constructor":"1","__proto__":"Somebody"}'),
        // Without columns of their own, they do not have those that every object inherits.
        parsed('{"a":1}'),
      ],
      { streams },
    );
    expect(output.counts).toMatchObject({ created: 1, rejected: 1 });
    expect(users).toMatchObject([{ external_id: "1", name: "Somebody" }]);
  });

  test("as stream names, each with its own outcomes and file", async () => {
    const names = ["__proto__", "constructor", "prototype", "hasOwnProperty"];
    const folder = temporaryFolder();
    const simulator = new ZendeskSimulator(UNTHROTTLED);
    const { code, output, endedAt } = await syncOnVirtualTime({
      simulator,
      streams: names.map((name) => ({ name })),
      settings: {
        streams: names.map((name) => ({ name, object: "users" })),
        object_storage_config: { storage_type: "Local", path: folder },
      },
      input: names.flatMap((name) => [
        record({ external_id: name, name: "Somebody" }, { name }),
        record({ name: "Keyless" }, { name }),
        streamState(1, { name }),
      ]),
    });
    expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 4, rejected: 4 } });
    expect(usersOf(simulator, endedAt).map(({ external_id }) => external_id)).toEqual(names);
    expect(
      rejectedIn(folder)
        .map(({ stream }) => stream)
        .toSorted(),
    ).toEqual(names.toSorted());
  });
});
