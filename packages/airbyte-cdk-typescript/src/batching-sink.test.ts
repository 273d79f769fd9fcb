import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { waitUntil } from "../test/fake-host.ts";
import { ListDestination } from "../test/list-destination.ts";
import { BatchingSink, type BatchOptions, type PendingRecord, type SyncContext, TransientError } from "./index.ts";
import { globalStateLine, recordLine, runDestination, startDestination, streamStateLine } from "./testing.ts";

const A = { name: "a" };
const B = { name: "b" };

/** A sink whose batches are written when the test says so. */
function gatedSink(options: BatchOptions = {}) {
  const ending = new AbortController();
  const batches: string[] = [];
  const gates: { readonly end: () => void; readonly fail: (error: unknown) => void }[] = [];
  const sync: Pick<SyncContext, "signal" | "fail"> = { signal: ending.signal, fail: () => ending.abort() };
  const write = (records: readonly PendingRecord[]) => {
    batches.push(records.map(({ data, stream }) => `${stream.name}${String(data["id"])}`).join(" "));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    gates.push({ end: resolve, fail: reject });
    return promise;
  };
  const sink = new BatchingSink(sync as SyncContext, write, options);
  const give = (...ids: string[]) => ids.map((id) => sink.write(recordOf(id)));
  return { sink, batches, gates, give, end: () => ending.abort(), aborted: () => ending.signal.aborted };
}

/** `a1` is the record 1 of the stream a. */
function recordOf(id: string, byteLength = 10): PendingRecord {
  const stream = { name: id.slice(0, 1) };
  const settlement = { stream, written: () => {}, rejected: () => {} };
  return { ...settlement, settlement, data: { id: id.slice(1) }, changes: [], lineNumber: 1, byteLength };
}

describe("a batching sink", () => {
  it.each<[string, BatchOptions, string[], string[]]>([
    ["with so many records of a stream", { maxRecords: 2 }, ["a1", "b1", "a2", "b2"], ["a1 a2", "b1 b2"]],
    ["with so many bytes", { maxBytes: 25 }, ["a1", "a2", "a3", "a4", "b1"], ["a1 a2", "b1", "a3 a4"]],
    ["of one record that is longer than that", { maxBytes: 5 }, ["a1", "a2"], ["a1", "a2"]],
    ["of what is left at the end", {}, ["a1", "b1", "a2"], ["a1 a2", "b1"]],
  ])("writes a batch %s", async (_what, options, records, expected) => {
    const { sink, batches, gates, give } = gatedSink({ maxConcurrentBatches: 2, ...options });
    void give(...records);
    const closing = sink.close();
    for (const count of expected.keys()) {
      await waitUntil(() => gates.length > count);
      gates[count]?.end();
    }
    await closing;

    expect(batches).toEqual(expected);
  });

  it("writes one batch of a stream at a time, in the order of its records", async () => {
    const { batches, gates, give } = gatedSink({ maxRecords: 1, maxConcurrentBatches: 3 });
    void give("a1", "a2", "b1");
    expect(batches).toEqual(["a1", "b1"]);
    gates[0]?.end();
    await waitUntil(() => batches.length === 3);

    expect(batches).toEqual(["a1", "b1", "a2"]);
  });

  it("writes no more batches at a time than it may", async () => {
    const { batches, gates, give } = gatedSink({ maxRecords: 1 });
    void give("a1", "b1");
    expect(batches).toEqual(["a1"]);
    gates[0]?.end();
    await waitUntil(() => batches.length === 2);

    expect(batches).toEqual(["a1", "b1"]);
  });

  it("lets nothing more be read while a full batch waits", async () => {
    const { gates, give } = gatedSink({ maxRecords: 1 });
    const [first, second] = give("a1", "b1");
    expect(first).toBeUndefined();
    expect(second).toBeInstanceOf(Promise);
    gates[0]?.end();

    await second;
  });

  it("flushes everything once its filling batches hold 64 MB together", () => {
    const { sink, batches } = gatedSink({ maxBytes: 50_000_000, maxConcurrentBatches: 9 });
    void sink.write(recordOf("a1", 40_000_000));
    expect(batches).toEqual([]);
    void sink.write(recordOf("b1", 40_000_000));

    expect(batches).toEqual(["a1", "b1"]);
  });

  it("closes when everything is written", async () => {
    const { sink, batches, gates, give } = gatedSink({ maxRecords: 2 });
    void give("a1", "a2", "a3");
    const events: string[] = [];
    const closing = sink.close().then(() => events.push("closed"));
    gates[0]?.end();
    await waitUntil(() => batches.length === 2);
    expect(events).toEqual([]);
    gates[1]?.end();

    await closing;
  });

  it("writes nothing new once the sync ends, and closes when what is in flight has ended", async () => {
    const { sink, batches, gates, give, end } = gatedSink({ maxRecords: 1 });
    const [, , waiting] = give("a1", "a2", "b1");
    end();
    await waiting;
    const closing = sink.close();
    gates[0]?.end();
    await closing;

    expect(batches).toEqual(["a1"]);
  });

  it("ends the sync when a batch fails", async () => {
    const { sink, batches, gates, give, aborted } = gatedSink({ maxRecords: 1 });
    void give("a1", "a2");
    gates[0]?.fail(new Error("refused"));
    await sink.close();

    expect(aborted()).toBe(true);
    expect(batches).toEqual(["a1"]);
  });

  describe("with maxMilliseconds", () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    it("writes a batch that long after its first record", () => {
      const { batches, give } = gatedSink({ maxMilliseconds: 200, maxConcurrentBatches: 2 });
      void give("a1");
      vi.advanceTimersByTime(150);
      void give("a2", "b1");
      vi.advanceTimersByTime(49);
      expect(batches).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(batches).toEqual(["a1 a2"]);
      vi.advanceTimersByTime(150);

      expect(batches).toEqual(["a1 a2", "b1"]);
    });

    it.each(["close", "end"] as const)("has no timer left after %s", (how) => {
      const { sink, give, end } = gatedSink({ maxMilliseconds: 200 });
      void give("a1");
      if (how === "end") end();
      else void sink.close();

      expect(vi.getTimerCount()).toBe(0);
    });
  });
});

/** Writes batches of two with this function. */
class BatchingDestination extends ListDestination {
  readonly #write: (records: readonly PendingRecord[]) => Promise<void>;

  constructor(write: (records: readonly PendingRecord[]) => Promise<void>) {
    super();
    this.#write = write;
  }

  override async open(_config: unknown, _catalog: unknown, sync: SyncContext) {
    return new BatchingSink(sync, this.#write, { maxRecords: 2 });
  }
}

const CALL = { config: {}, catalog: { streams: [A, B].map((stream) => ({ stream })) } };
const LINES = [recordLine(A, { id: 1 }), recordLine(A, { id: 2 }), streamStateLine(A, 1), recordLine(A, { id: 3 })];

describe("a sync with a batching sink", () => {
  it("returns states when the records before them are written", async () => {
    const gates: (() => void)[] = [];
    const destination = new BatchingDestination(async (records) => {
      await new Promise<void>((resolve) => {
        gates.push(resolve);
      });
      for (const record of records) record.written("updated");
    });
    const running = startDestination(destination, CALL);
    await running.send([...LINES, recordLine(B, { id: 1 }), globalStateLine([A, B], 2)]);
    running.endInput();
    const statesAfter: number[] = [];
    for (const count of [1, 2, 3]) {
      await waitUntil(() => gates.length === count);
      statesAfter.push(running.output.states.length);
      gates[count - 1]?.();
    }
    const { code, states } = await running.ended;

    expect(code).toBe(0);
    expect(statesAfter).toEqual([0, 1, 1]);
    expect(states.map(({ destinationStats }) => destinationStats.recordCount)).toEqual([2, 2]);
  });

  it("fails with the error of a batch, and returns no state of its records", async () => {
    const destination = new BatchingDestination(() => Promise.reject(new TransientError("Try later.")));
    const { code, errors, states } = await runDestination(destination, { ...CALL, lines: LINES });

    expect({ code, states }).toEqual({ code: 1, states: [] });
    expect(errors).toMatchObject([{ message: "Try later.", failure_type: "transient_error" }]);
  });
});
