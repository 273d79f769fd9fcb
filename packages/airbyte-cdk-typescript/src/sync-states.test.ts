import { describe, expect, it } from "vitest";

import { type FakeHost, waitUntil } from "../test/fake-host.ts";
import { recordLine, stateLine } from "../test/recording-destination.ts";
import { start, states } from "../test/sync-run.ts";

const stateOf = (stream_descriptor: unknown, id: number) =>
  `${JSON.stringify({ type: "STATE", state: { type: "STREAM", stream: { stream_descriptor }, id } })}\n`;

const returned = (host: FakeHost) => states(host) as { readonly id: number; readonly destinationStats: object }[];
const idsOf = (host: FakeHost) => returned(host).map(({ id }) => id);

describe("a state of a stream that is not in the catalog", () => {
  it.each<[string, unknown]>([
    ["another name", { name: "c" }],
    ["another case", { name: "A" }],
    ["a prefix", { name: "raw_a" }],
    ["a namespace", { name: "a", namespace: "public" }],
    ["a blank namespace", { name: "a", namespace: " " }],
  ])("waits for every record before it, of all streams, and counts them: %s", async (_what, descriptor) => {
    const { host, destination, code } = start();
    host.stdin.write(recordLine("a") + recordLine("b") + stateOf(descriptor, 1) + stateLine(2, "b") + recordLine("a"));
    await waitUntil(() => destination.records.length === 3);

    destination.records[2]?.written("created");
    destination.records[1]?.written("created");
    expect(idsOf(host)).toEqual([]);
    destination.records[0]?.rejected();
    host.stdin.end();
    expect(await code).toBe(0);
    expect(idsOf(host)).toEqual([1, 2]);
    expect(returned(host)[0]?.destinationStats).toMatchObject({ recordCount: 1, rejectedRecordCount: 1 });
  });

  it("does not leave when a record before it fails", async () => {
    const { host, code } = start({ close: () => Promise.reject(new Error("refused")) });
    host.stdin.end(recordLine("a") + stateOf({ name: "c" }, 1));

    expect(await code).toBe(1);
    expect(returned(host)).toEqual([]);
  });

  it("is flushed like any other waiting state", async () => {
    const { host, destination, code } = start(
      {
        flush: () => {
          for (const record of destination.records.splice(0)) record.written("created");
        },
      },
      { FLUSH_INTERVAL_SECONDS: "0.002" },
    );
    host.stdin.write(recordLine("a") + stateOf({ name: "c" }, 1));
    await waitUntil(() => returned(host).length === 1);
    host.stdin.end();

    expect(await code).toBe(0);
  });
});

describe("a namespace that is empty, null or absent", () => {
  const spellings = [{ namespace: "" }, { namespace: null }, {}];

  it.each(spellings.flatMap((inRecord) => spellings.map((inState) => [inRecord, inState] as const)))(
    "is the same in a record (%j) and in a state (%j), whose bytes stay as they came",
    async (inRecord, inState) => {
      const { host, destination, code } = start({
        write: (record) => {
          if (record.stream.name === "a") record.written("created");
        },
        close: async () => {
          expect(idsOf(host)).toEqual([1]);
          destination.records[0]?.written("created");
        },
      });
      const state = stateOf({ name: "a", ...inState }, 1);
      const record = { type: "RECORD", record: { stream: "a", ...inRecord, data: {}, emitted_at: 1 } };
      host.stdin.end(`${recordLine("b")}${JSON.stringify(record)}\n${state}`);

      expect(await code).toBe(0);
      expect(destination.records[1]?.stream).toEqual({ name: "a" });
      expect(host.lines[0]?.startsWith(state.slice(0, state.lastIndexOf("}}")))).toBe(true);
      expect(returned(host)[0]?.destinationStats).toMatchObject({ recordCount: 1 });
    },
  );
});
