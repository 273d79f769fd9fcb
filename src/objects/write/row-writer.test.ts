import { describe, expect, it, test } from "vitest";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import { DeletionAllowance } from "../deletion-allowance.ts";
import { hasMode } from "../keys.ts";
import type { Held, ObjectType, WriteContext } from "../object-type.ts";
import { type Row, type WriteMode, createRow } from "../row.ts";
import { RowWriter } from "./row-writer.ts";
import { SingleSubmitter } from "./single-submitter.ts";

/** An object that Zendesk only creates and deletes, in one request each. */
function createGroups(existing: readonly string[]): { groups: ObjectType; requests: string[] } {
  const requests: string[] = [];
  const noun = { one: "group", many: "groups" };
  const held = new Map<string, Held>(existing.map((name, index) => [name, { id: index + 1, name }]));
  const keys: ObjectType["keys"] = [
    {
      column: "name",
      isNatural: true,
      find: (names) =>
        Promise.resolve(new Map(names.flatMap((name) => [[name, held.get(name)] as const]).filter(isFound))),
    },
  ];
  const singly = new SingleSubmitter({ columns: {}, keys, noun }, (action, { held: found, row, values }) => {
    requests.push(`${action} ${String(values["name"])}`);
    const id = found?.id ?? row.key.value.length;
    return Promise.resolve({ result: { kind: action === "delete" ? "deleted" : "created", id }, requestId: "r" });
  });
  const groups: ObjectType = {
    name: "groups",
    noun,
    permission: "manage groups",
    columns: {},
    unwritten: new Map(),
    requiredToCreate: [["name"]],
    keys,
    actions: {
      create: { oneByOne: { method: "POST", path: "/api/v2/groups.json" } },
      delete: { oneByOne: { method: "DELETE", path: "/api/v2/groups" } },
    },
    payload: ({ values }) => ({ body: { name: values["name"] } }),
    quirks: {
      submit: (action, drafts, context) => singly.submit(action, drafts, context),
    },
  };
  return { groups, requests };
}

function isFound(entry: readonly [string, Held | undefined]): entry is readonly [string, Held] {
  return entry[1] !== undefined;
}

async function write(object: ObjectType, mode: WriteMode, names: readonly string[]) {
  const settings = {
    isDryRun: false,
    skipUnchanged: false,
    logsChanges: false,
    dateColumns: new Set<string>(),
    lookupFields: { columns: new Map<string, string>(), targetOf: () => undefined },
    isReferredTo: false,
  };
  const rows: readonly Row[] = names.map((name) =>
    createRow({ column: "name", value: name }, { name }, [`name:${name}`]),
  );
  const context: WriteContext = {
    mode,
    api: {} as ZendeskApi,
    signal: AbortSignal.timeout(60_000),
    wasSubmitted: () => false,
    deletions: new DeletionAllowance(9, () => {}),
    warn: () => {},
  };
  return new RowWriter(object, settings).writeRows(rows, context);
}

describe("an object that Zendesk does not write in bulk", () => {
  it.each<[mode: WriteMode, isOffered: boolean]>([
    ["insert", true],
    ["delete", true],
    ["update", false],
    ["upsert", false],
  ])("has the mode %s if it has the action: %s", (mode, isOffered) => {
    expect(hasMode(createGroups([]).groups, mode)).toBe(isOffered);
  });

  it("is written in one request each", async () => {
    const { groups, requests } = createGroups(["sales"]);
    expect(await write(groups, "insert", ["support", "sales"])).toMatchObject([
      { kind: "written", effect: "created" },
      { kind: "rejected", rejection: { reason: "already_exists" } },
    ]);
    expect(await write(groups, "delete", ["sales", "none"])).toMatchObject([
      { kind: "written", effect: "deleted", zendeskId: 1 },
      { kind: "written", effect: "unchanged" },
    ]);
    expect(requests).toEqual(["create support", "delete sales"]);
  });

  it("must send its rows itself", async () => {
    const groups = { ...createGroups([]).groups, quirks: {} };
    await expect(write(groups, "insert", ["support"])).rejects.toThrow("groups have no bulk create");
  });
});

test("a row that was written without an id is sent again if it has a follow-up", async () => {
  const { groups } = createGroups([]);
  const written = { kind: "written", effect: "created" } as const;
  const quirks: ObjectType["quirks"] = {
    submit: (_action, drafts) =>
      Promise.resolve(drafts.map(({ row }) => ({ row, outcome: written, heldId: undefined, followUp: "its members" }))),
    followUp: () => Promise.reject(new Error("there is nothing to follow up")),
  };
  expect(await write({ ...groups, quirks }, "insert", ["support"])).toMatchObject([{ kind: "undecided" }]);
});
