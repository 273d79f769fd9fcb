import { describe, expect, it } from "vitest";

import { type FakeHost, waitUntil } from "../test/fake-host.ts";
import { random } from "../test/random.ts";
import { recordLine, stateLine } from "../test/recording-destination.ts";
import { start, states, traces, writing } from "../test/sync-run.ts";
import { isJsonObject } from "./exact-json.ts";

const returnedIds = (host: FakeHost) => states(host).map((state) => (isJsonObject(state) ? Number(state["id"]) : 0));

/** Records counted in all states together. */
function countsOf(host: FakeHost): number {
  const stats = states(host).map((state) => (isJsonObject(state) ? state["destinationStats"] : undefined));
  const counts = stats
    .filter(isJsonObject)
    .map((each) => Number(each["recordCount"]) + Number(each["rejectedRecordCount"]));
  return counts.reduce((sum, count) => sum + count, 0);
}

describe("write, to the end of its input", () => {
  it("passes on the records and returns each state with its counts", async () => {
    const { host, destination, code } = start({
      write: (record) => {
        if (record.data["id"] === 2) {
          record.rejected();
        } else {
          record.written("updated");
        }
      },
    });
    host.stdin.end(recordLine("a", { id: 1 }) + recordLine("a", { id: 2 }) + stateLine(1, "a") + recordLine("b"));

    expect(await code).toBe(0);
    expect(destination.received).toEqual([{ id: 1 }, { id: 2 }, {}]);
    expect(destination.records[0]).toMatchObject({
      stream: { name: "a" },
      changes: [],
      byteLength: recordLine("a", { id: 1 }).length - 1,
    });
    expect(states(host)).toEqual([
      {
        type: "STREAM",
        stream: { stream_descriptor: { name: "a" } },
        id: 1,
        destinationStats: {
          recordCount: 1,
          rejectedRecordCount: 1,
          additionalStats: { created: 0, updated: 1, deleted: 0, unchanged: 0, ignored: 0 },
        },
      },
    ]);
    expect(host.lines).toHaveLength(1);
  });

  it("keeps the digits of records and states when they arrive byte by byte", async () => {
    const { host, destination, code } = start(writing);
    const state = '{"type":"STATE", "state":{"data":{"lsn":12345678901234567890,"f":1.0},"id":7}}';
    const record = '{"type":"RECORD","record":{"stream":"a","data":{"id":9007199254740993,"n":"é🦊"}}}';
    const input = `\uFEFF${record}\r\n${state}`;
    for (const byte of Buffer.from(input)) host.stdin.write(Buffer.from([byte]));
    host.stdin.end();

    expect(await code).toBe(0);
    expect(JSON.stringify(destination.received)).toBe('[{"id":9007199254740993,"n":"é🦊"}]');
    expect(host.lines).toEqual([expect.stringContaining(state.slice(0, -2))]);
  });

  it("understands PyAirbyte's nulls and skips messages for others", async () => {
    const { host, destination, code } = start(writing);
    const nulls = { log: null, spec: null, connectionStatus: null, catalog: null, control: null };
    const lines = [
      JSON.stringify({
        ...nulls,
        type: "RECORD",
        record: { namespace: null, stream: "a", data: { x: null }, emitted_at: 1700000000, meta: null },
        state: null,
        trace: null,
      }),
      "",
      "  ",
      '{"type":"LOG","log":{"level":"INFO","message":"hello"}}',
      '{"type":"TRACE","trace":{"type":"STREAM_STATUS","emitted_at":1700000000.5,"stream_status":null}}',
      '{"type":"SOMETHING_NEW"}',
      '{"type":"STATE","record":null,"state":{"type":"GLOBAL","global_":{"stream_states":[]},"stream":null,"destinationStats":null}}',
    ];
    host.stdin.end(lines.join("\n"));

    expect(await code).toBe(0);
    expect(destination.received).toEqual([{ x: null }]);
    expect(states(host)).toMatchObject([{ global_: { stream_states: [] }, destinationStats: { recordCount: 1 } }]);
    expect(host.lines).toHaveLength(1);
  });

  it.each([
    ["jane\n", "Line 2 of the input is not an Airbyte message and was ignored."],
    ["jane\n[]\n{}\n", "3 lines of the input are not Airbyte messages and were ignored. The first is line 2."],
  ])("warns once about lines that are not messages, without quoting them: %j", async (lines, message) => {
    const { host, code } = start(writing);
    host.stdin.end(`${recordLine("a")}${lines}${stateLine(1, "a")}`);

    expect(await code).toBe(0);
    expect(states(host)).toHaveLength(1);
    expect(host.messages("LOG")).toMatchObject([{ log: { level: "WARN", message } }]);
  });

  it.each([["STREAM"], ["GLOBAL"]])("returns %s states in order, whenever the outcomes arrive", async (type) => {
    const next = random(type.length);
    let underway = 0;
    const { host, destination, code } = start({
      write: async (record) => {
        underway += 1;
        void (async () => {
          for (let turns = next(20); turns > 0; turns -= 1) await new Promise(setImmediate);
          underway -= 1;
          if (next(3) === 0) {
            record.rejected();
          } else {
            record.written("created");
          }
        })();
        await (next(5) === 0 ? new Promise(setImmediate) : undefined);
      },
      close: () => waitUntil(() => underway === 0),
    });
    const sent: { readonly id: number; readonly stream: string | undefined }[] = [];
    for (let id = 1; id <= 300; id += 1) {
      const stream = next(2) === 0 ? "a" : "b";
      const covered = type === "STREAM" ? stream : undefined;
      sent.push({ id, stream: covered });
      host.stdin.write(recordLine(stream).repeat(next(4)) + stateLine(id, covered));
    }
    host.stdin.end(stateLine(301));
    sent.push({ id: 301, stream: undefined });

    expect(await code).toBe(0);
    for (const stream of new Set(sent.map((state) => state.stream))) {
      const idsOf = sent.filter((state) => state.stream === stream).map(({ id }) => id);
      expect(returnedIds(host).filter((id) => idsOf.includes(id))).toEqual(idsOf);
    }
    expect(countsOf(host)).toBe(destination.records.length);
  });

  it("waits for close to finish, because it settles the last records", async () => {
    const { host, destination, code } = start({
      close: async () => {
        await new Promise(setImmediate);
        destination.records[0]?.written("created");
      },
    });
    host.stdin.end(recordLine("a") + stateLine(1, "a"));

    expect(await code).toBe(0);
    expect(states(host)).toHaveLength(1);
  });

  it("asks for the next record when the promise for the last one resolves", async () => {
    const gates: (() => void)[] = [];
    const { host, destination, code } = start({
      write: (record) => {
        record.written("created");
        return new Promise((resolve) => {
          gates.push(resolve);
        });
      },
    });
    host.stdin.end(recordLine("a", { id: 1 }) + recordLine("a", { id: 2 }));

    await waitUntil(() => gates.length === 1);
    await new Promise(setImmediate);
    expect(destination.received).toEqual([{ id: 1 }]);
    gates[0]?.();
    await waitUntil(() => gates.length === 2);
    gates[1]?.();
    expect(await code).toBe(0);
  });

  it("stops reading and flushes at once when too many states wait, and continues when they have left", async () => {
    const { host, destination, code } = start({
      write: (record) => {
        if (record.stream.name === "b") record.written("created");
      },
    });
    host.stdin.end(recordLine("a") + stateLine(1, "a").repeat(10_001) + recordLine("b"));

    await waitUntil(() => destination.calls.includes("flush"));
    await new Promise(setImmediate);
    expect(destination.records).toHaveLength(1);
    destination.records[0]?.written("created");

    expect(await code).toBe(0);
    expect(destination.records).toHaveLength(2);
    expect(states(host)).toHaveLength(10_001);
  });

  it("fails if records were never settled, and holds back their states", async () => {
    const { host, code } = start();
    host.stdin.end(recordLine("a") + recordLine("a") + stateLine(1, "a"));

    expect(await code).toBe(1);
    expect(states(host)).toEqual([]);
    expect(traces(host)).toMatchObject([
      { error: { message: expect.stringMatching(/^2 records were never settled/), failure_type: "system_error" } },
    ]);
  });
});
