import { describe, expect, test } from "vitest";
import { UNTHROTTLED, ZendeskSimulator } from "zendesk-simulator";
import {
  type ConfiguredStream,
  type RecordData,
  record,
  streamState,
} from "../../../testing/input/airbyte-messages.ts";
import { recordsOf, seedRecords } from "../../../testing/account/simulated-account.ts";
import { summaryOf } from "../../../testing/connector/sync-summary-line.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";

const OBJECTS = ["contract", "machine", "part"] as const;

/** Three contracts with unique names, each with two machines, and each of those with a part. */
function contractsAccount(): ZendeskSimulator {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  const { customObjects } = simulator.account;
  customObjects.define({ key: "contract", name: { isUnique: true }, fields: [] });
  customObjects.define({
    key: "machine",
    fields: [{ key: "contract", type: "parent", target: "zen:custom_object:contract" }],
  });
  customObjects.define({
    key: "part",
    fields: [{ key: "machine", type: "parent", target: "zen:custom_object:machine" }],
  });
  const contracts = [1, 2, 3].map((number) => ({ external_id: `c${number}`, name: `Contract ${number}` }));
  const machines = contracts.flatMap(({ external_id }) =>
    ["a", "b"].map((letter) => childOf("contract", external_id, `${external_id}${letter}`)),
  );
  const parts = machines.map(({ external_id }) => childOf("machine", external_id, `${external_id}-part`));
  for (const [index, records] of [contracts, machines, parts].entries()) {
    seedRecords(simulator, OBJECTS[index] ?? "", records, VIRTUAL_START);
  }
  return simulator;
}

function childOf(field: string, parent: string, externalId: string) {
  return {
    external_id: externalId,
    name: externalId,
    custom_object_fields: { [field]: `external_id:${parent}` },
  };
}

/** The external ids of what is left of each object. */
function leftIn(simulator: ZendeskSimulator, nowMs: number): readonly (readonly (string | null)[])[] {
  return OBJECTS.map((key) => recordsOf(simulator, key, nowMs).map(({ external_id }) => external_id));
}

function idOf(simulator: ZendeskSimulator, externalId: string): unknown {
  return recordsOf(simulator, "contract", VIRTUAL_START).find(({ external_id }) => external_id === externalId)?.id;
}

const CONTRACTS = "custom_objects/contract";

interface Deletion {
  readonly stream: ConfiguredStream;
  readonly settings?: RecordData;
  readonly records: readonly RecordData[];
}

function sync(simulator: ZendeskSimulator, ...deletions: readonly Deletion[]) {
  return syncOnVirtualTime({
    simulator,
    streams: deletions.map(({ stream }) => stream),
    settings: Object.assign({}, ...deletions.map(({ settings }) => settings)) as RecordData,
    input: deletions.flatMap(({ stream, records }) => [
      ...records.map((data) => record(data, stream)),
      streamState(records.length, stream),
    ]),
  });
}

const KEYS: readonly (readonly [key: string, valueOf: (simulator: ZendeskSimulator) => unknown])[] = [
  ["external_id", () => "c2"],
  ["name", () => "Contract 2"],
  ["id", (simulator) => idOf(simulator, "c2")],
];

describe("a parent", () => {
  const MARKED = { deleted_records: "soft_delete" };
  const STREAMS: readonly (readonly [what: string, mode: ConfiguredStream["mode"], settings: RecordData])[] = [
    ["a stream that deletes", "soft_delete", {}],
    ["a dry run of a stream that deletes", "soft_delete", { dry_run: true }],
    ["records marked as deleted in a stream of inserts", "append", MARKED],
    ["records marked as deleted in a stream of upserts", "append_dedup", MARKED],
    ["records marked as deleted in a stream of updates", "update", MARKED],
    ["records marked as deleted in an overwrite", "overwrite", MARKED],
  ];

  test.each(STREAMS.flatMap((stream) => KEYS.map((key) => [...stream, ...key] as const)))(
    "is not deleted unless delete_children is on: %s, in %s mode, with %o, by %s",
    async (_what, mode, settings, key, valueOf) => {
      const simulator = contractsAccount();
      const before = leftIn(simulator, VIRTUAL_START);
      const stream: ConfiguredStream = { name: "gone", object: CONTRACTS, primaryKey: key, ...(mode && { mode }) };
      const columns = { _ab_cdc_deleted_at: "2026-11-01", name: "Contract 2", [key]: valueOf(simulator) };
      const { code, output, endedAt } = await sync(simulator, { stream, settings, records: [columns] });
      expect({ code, left: leftIn(simulator, endedAt) }).toEqual({ code: 1, left: before });
      expect(output.errors).toMatchObject([
        {
          failure_type: "config_error",
          message: expect.stringMatching(/children in custom_objects\/machine too.*"delete_children"/),
        },
      ]);
    },
  );

  test.each(KEYS)("is deleted by %s with its children and theirs, and no others, if it is on", async (key, valueOf) => {
    const simulator = contractsAccount();
    const stream: ConfiguredStream = { name: "gone", mode: "soft_delete", object: CONTRACTS, primaryKey: key };
    const records = [{ [key]: valueOf(simulator) }];
    const { output, endedAt } = await sync(simulator, { stream, settings: { delete_children: true }, records });
    expect(summaryOf(output, "gone")).toMatchObject({ deleted: 1 });
    expect(leftIn(simulator, endedAt)).toEqual([
      ["c1", "c3"],
      ["c1a", "c1b", "c3a", "c3b"],
      ["c1a-part", "c1b-part", "c3a-part", "c3b-part"],
    ]);
  });

  test("is written as ever if nothing is deleted", async () => {
    const simulator = contractsAccount();
    const stream: ConfiguredStream = { name: CONTRACTS, mode: "append_dedup" };
    const { code, endedAt } = await sync(simulator, { stream, records: [{ external_id: "c1", name: "New" }] });
    expect({ code, machines: leftIn(simulator, endedAt)[1]?.length }).toEqual({ code: 0, machines: 6 });
  });

  test.each([
    [2, 0, ["c3"]],
    [1, 1, ["c2", "c3"]],
  ])("counts once against max_deletions, whatever its children (at most %i)", async (max_deletions, code, left) => {
    const simulator = contractsAccount();
    const stream: ConfiguredStream = { name: "gone", mode: "soft_delete", object: CONTRACTS };
    const settings = { delete_children: true, max_deletions };
    const end = await sync(simulator, { stream, settings, records: [{ external_id: "c1" }, { external_id: "c2" }] });
    expect({ code: end.code, left: leftIn(simulator, end.endedAt)[0] }).toEqual({ code, left });
  });
});

test("children whose parents are deleted by the same sync are deleted or already gone, and none is rejected", async () => {
  const simulator = contractsAccount();
  const to = (name: string, key: string): ConfiguredStream => ({
    name,
    mode: "soft_delete",
    object: `custom_objects/${key}`,
    primaryKey: "external_id",
  });
  const machines = leftIn(simulator, VIRTUAL_START)[1] ?? [];
  const { code, output, endedAt } = await sync(
    simulator,
    {
      stream: to("contracts", "contract"),
      settings: { delete_children: true },
      records: ["c1", "c2", "c3"].map((external_id) => ({ external_id })),
    },
    { stream: to("machines", "machine"), records: machines.map((external_id) => ({ external_id })) },
  );
  expect(code).toBe(0);
  expect(summaryOf(output, "contracts")).toMatchObject({ deleted: 3 });
  const { deleted = 0, unchanged = 0, rejected = 0 } = summaryOf(output, "machines");
  expect({ known: deleted + unchanged, rejected }).toEqual({ known: 6, rejected: 0 });
  expect(leftIn(simulator, endedAt)).toEqual([[], [], []]);
});
