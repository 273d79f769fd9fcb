import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { type FakeHost, until } from "../test/fake-host.ts";
import { random } from "../test/random.ts";
import { recordLine, stateLine } from "../test/recording-destination.ts";
import { type Overrides, failure, rejection, start, states, traces, writing } from "../test/sync-run.ts";
import { isJsonObject } from "./exact-json.ts";
import { type PendingRecord, TransientError } from "./index.ts";

const returnedIds = (host: FakeHost) => states(host).map((state) => (isJsonObject(state) ? Number(state["id"]) : 0));

/** Records counted in all states together. */
function countsOf(host: FakeHost): number {
  const stats = states(host).map((state) => (isJsonObject(state) ? state["destinationStats"] : undefined));
  const counts = stats
    .filter(isJsonObject)
    .map((each) => Number(each["recordCount"]) + Number(each["rejectedRecordCount"]));
  return counts.reduce((sum, count) => sum + count, 0);
}

describe("a sink that holds a record back", () => {
  it("is told when so many states wait for it that nothing more is read", async () => {
    const held: PendingRecord[] = [];
    const isEnoughBefore: boolean[] = [];
    const { host, code } = start({
      write: (record) => {
        held.push(record);
      },
      settleHeld: async (isEnough) => {
        isEnoughBefore.push(isEnough());
        held.splice(0).forEach((record) => {
          record.rejected();
        });
        isEnoughBefore.push(isEnough());
      },
    });
    host.stdin.end(recordLine("a") + Array.from({ length: 10_500 }, (_, id) => stateLine(id, "a")).join(""));

    expect(await code).toBe(0);
    expect(isEnoughBefore).toEqual([false, true]);
    expect(states(host)).toHaveLength(10_500);
  });

  it("fails the sync when it cannot settle it", async () => {
    const { host, code } = start({ write: () => {}, settleHeld: rejection });
    host.stdin.write(recordLine("a") + Array.from({ length: 10_500 }, (_, id) => stateLine(id, "a")).join(""));

    expect(await code).toBe(1);
    expect(states(host)).toEqual([]);
    expect(traces(host)).toMatchObject([{ error: { failure_type: "transient_error" } }]);
  });
});

describe("write, to the end of its input", () => {
  it("passes on the records and gives each state back with its counts", async () => {
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

  it("keeps the digits of records and states, over chunks of one byte", async () => {
    const { host, destination, code } = start(writing);
    const state = '{"type":"STATE", "state":{"data":{"lsn":12345678901234567890,"f":1.0},"id":7}}';
    const record = '{"type":"RECORD","record":{"stream":"a","data":{"id":9007199254740993,"n":"é🦊"}}}';
    const input = `\uFEFF${record}\r\n${state}`;
    for (const byte of Buffer.from(input)) {
      host.stdin.write(Buffer.from([byte]));
    }
    host.stdin.end();

    expect(await code).toBe(0);
    expect(JSON.stringify(destination.received)).toBe('[{"id":9007199254740993,"n":"é🦊"}]');
    expect(host.lines).toEqual([expect.stringContaining(state.slice(0, -2))]);
  });

  it("understands PyAirbyte's nulls and skips what is none of its business", async () => {
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
  ])("warns once of lines that are not messages, but not of what they say: %j", async (lines, message) => {
    const { host, code } = start(writing);
    host.stdin.end(`${recordLine("a")}${lines}${stateLine(1, "a")}`);

    expect(await code).toBe(0);
    expect(states(host)).toHaveLength(1);
    expect(host.messages("LOG")).toMatchObject([{ log: { level: "WARN", message } }]);
  });

  it.each([["STREAM"], ["GLOBAL"]])("gives %s states back in order, whenever the outcomes come", async (type) => {
    const next = random(type.length);
    let underway = 0;
    const { host, destination, code } = start({
      write: async (record) => {
        underway += 1;
        void (async () => {
          for (let turns = next(20); turns > 0; turns -= 1) {
            await new Promise(setImmediate);
          }
          underway -= 1;
          if (next(3) === 0) {
            record.rejected();
          } else {
            record.written("created");
          }
        })();
        await (next(5) === 0 ? new Promise(setImmediate) : undefined);
      },
      close: () => until(() => underway === 0),
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

  it("waits for the end of close, in which the last records are settled", async () => {
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

  it("asks for the next record when the promise of the last is resolved", async () => {
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

    await until(() => gates.length === 1);
    await new Promise(setImmediate);
    expect(destination.received).toEqual([{ id: 1 }]);
    gates[0]?.();
    await until(() => gates.length === 2);
    gates[1]?.();
    expect(await code).toBe(0);
  });

  it("stops reading and flushes at once when too many states wait, and goes on when they have left", async () => {
    const { host, destination, code } = start({
      write: (record) => {
        if (record.stream.name === "b") {
          record.written("created");
        }
      },
    });
    host.stdin.end(recordLine("a") + stateLine(1, "a").repeat(10_001) + recordLine("b"));

    await until(() => destination.calls.includes("flush"));
    await new Promise(setImmediate);
    expect(destination.records).toHaveLength(1);
    destination.records[0]?.written("created");

    expect(await code).toBe(0);
    expect(destination.records).toHaveLength(2);
    expect(states(host)).toHaveLength(10_001);
  });

  it("fails when records were never settled, and keeps their states", async () => {
    const { host, code } = start();
    host.stdin.end(recordLine("a") + recordLine("a") + stateLine(1, "a"));

    expect(await code).toBe(1);
    expect(states(host)).toEqual([]);
    expect(traces(host)).toMatchObject([
      { error: { message: expect.stringMatching(/^2 records were never settled/), failure_type: "system_error" } },
    ]);
  });
});

describe("write, while its input stays open", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("flushes a part-filled batch after half the interval, so that the state is back within it", async () => {
    const { host, destination, code } = start({
      flush: () => {
        destination.records[0]?.written("created");
      },
    });
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await until(() => destination.records.length === 1);
    await new Promise(setImmediate);

    vi.advanceTimersByTime(14_999);
    expect(destination.calls).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(destination.calls).toEqual(["flush"]);
    expect(states(host)).toHaveLength(1);

    vi.advanceTimersByTime(60_000);
    expect(destination.calls).toEqual(["flush"]);
    host.stdin.end();
    expect(await code).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("counts the interval of FLUSH_INTERVAL_SECONDS from the first record since the last flush", async () => {
    const { host, destination, code } = start(writing, { FLUSH_INTERVAL_SECONDS: "2" });
    host.stdin.write(recordLine("a"));
    await until(() => destination.records.length === 1);
    vi.advanceTimersByTime(500);
    host.stdin.write(recordLine("a"));
    await until(() => destination.records.length === 2);
    vi.advanceTimersByTime(500);
    expect(destination.calls).toEqual(["flush"]);

    vi.advanceTimersByTime(5000);
    host.stdin.write(recordLine("a"));
    await until(() => destination.records.length === 3);
    vi.advanceTimersByTime(1000);
    expect(destination.calls).toEqual(["flush", "flush"]);
    host.stdin.end();
    expect(await code).toBe(0);
  });

  it("flushes again as long as states wait", async () => {
    const { host, destination, code } = start();
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await until(() => destination.records.length === 1);
    await new Promise(setImmediate);

    vi.advanceTimersByTime(30_000);
    expect(destination.calls).toEqual(["flush", "flush"]);
    destination.records[0]?.written("created");
    vi.advanceTimersByTime(60_000);
    expect(destination.calls).toEqual(["flush", "flush", "flush"]);
    host.stdin.end();
    expect(await code).toBe(0);
  });

  it("asks for no flush once it has asked to close", async () => {
    const { host, destination, code } = start({
      close: () => until(() => closable),
    });
    let closable = false;
    host.stdin.end(recordLine("a") + stateLine(1, "a"));
    await until(() => destination.calls.includes("close"));

    vi.advanceTimersByTime(60_000);
    expect(destination.calls).toEqual(["close"]);
    destination.records[0]?.written("created");
    closable = true;
    expect(await code).toBe(0);
  });

  it("ends 8.5 s after a failure when close does not", async () => {
    const { host, destination, code } = start({ close: () => new Promise(() => {}) });
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await until(() => destination.records.length === 1);
    destination.sync?.fail(new TransientError("Try later."));
    await until(() => destination.calls.includes("close"));
    await new Promise(setImmediate);

    vi.advanceTimersByTime(8499);
    await new Promise(setImmediate);
    expect(host.exitCode).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(await code).toBe(1);
    expect(states(host)).toEqual([]);
    expect(traces(host)).toMatchObject([{ error: { message: "Try later.", failure_type: "transient_error" } }]);
    destination.records[0]?.written("created");
    expect(states(host)).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("counts the 8.5 s from SIGTERM, also when the sync was closing already", async () => {
    const { host, destination, code } = start({ close: () => new Promise(() => {}) });
    host.stdin.end(recordLine("a"));
    await until(() => destination.calls.includes("close"));
    vi.advanceTimersByTime(60_000);
    host.emit("SIGTERM");

    vi.advanceTimersByTime(8499);
    await new Promise(setImmediate);
    expect(host.kills).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(await code).toBe(143);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("dies 9.5 s after SIGTERM when nobody reads its output", async () => {
    const { host, destination, code } = start({ ...writing, close: () => new Promise(() => {}) });
    // As of a full pipe: nothing that is written leaves.
    host.stdout.cork();
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await until(() => destination.records.length === 1);
    host.emit("SIGTERM");
    await until(() => destination.calls.includes("close"));

    vi.advanceTimersByTime(8500);
    await new Promise(setImmediate);
    vi.advanceTimersByTime(999);
    await new Promise(setImmediate);
    expect(host.kills).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(await code).toBe(143);
    expect(host.kills).toHaveLength(1);
    expect(host.stdout.destroyed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("waits a minute for the last of its output to be read, then ends with 1", async () => {
    const { host, code } = start(writing);
    host.stdout.cork();
    host.stdin.end(recordLine("a") + stateLine(1, "a"));
    await until(() => host.stdout.writableLength > 0 && vi.getTimerCount() === 1);

    vi.advanceTimersByTime(59_999);
    await new Promise(setImmediate);
    expect(host.exitCode).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(await code).toBe(1);
    expect(host.lines).toEqual([]);
  });

  it("gives a SIGTERM that comes during that minute its 9.5 s", async () => {
    const { host, code } = start(writing);
    host.stdout.cork();
    host.stdin.end(recordLine("a") + stateLine(1, "a"));
    await until(() => host.stdout.writableLength > 0 && vi.getTimerCount() === 1);
    host.emit("SIGTERM");

    vi.advanceTimersByTime(9500);
    expect(await code).toBe(143);
    expect(host.listenerCount("SIGTERM")).toBe(0);
  });

  it("loses nothing to a reader that pauses", async () => {
    const { host, code } = start(writing);
    host.stdout.cork();
    host.stdin.end(recordLine("a") + stateLine(1, "a"));
    await until(() => host.stdout.writableLength > 0 && vi.getTimerCount() === 1);
    vi.advanceTimersByTime(59_000);
    host.stdout.uncork();

    expect(await code).toBe(0);
    expect(states(host)).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("write, while the destination limits its requests", () => {
  it("tells so for each stream of the catalog, as the platform reads it", async () => {
    const { host, destination, code } = start({
      write: (record) => {
        destination.sync?.rateLimited(new Date("2026-11-22T10:42:00Z"));
        record.written("created");
      },
    });
    host.stdin.end(recordLine("a"));

    expect(await code).toBe(0);
    const statusOf = (name: string) => ({
      type: "TRACE",
      trace: {
        type: "STREAM_STATUS",
        emitted_at: expect.any(Number) as number,
        stream_status: {
          stream_descriptor: { name },
          status: "RUNNING",
          reasons: [{ type: "RATE_LIMITED", rate_limited: { quota_reset: 1_795_344_120_000 } }],
        },
      },
    });
    expect(host.messages()).toEqual([statusOf("a"), statusOf("b")]);
  });
});

describe("write, in a dry run", () => {
  it("gives no state back, takes every record and ends with 0", async () => {
    const { host, destination, code } = start({
      write: (record) => {
        destination.sync?.withholdStates();
        record.written("created");
      },
    });
    host.stdin.end(recordLine("a") + stateLine(1, "a") + recordLine("b") + stateLine(2) + recordLine("a"));

    expect(await code).toBe(0);
    expect(destination.records).toHaveLength(3);
    expect(host.lines).toEqual([]);
  });

  it("reads on when more states than may wait become true", async () => {
    const { host, destination, code } = start({
      write: () => {
        destination.sync?.withholdStates();
      },
      flush: () => {
        for (const record of destination.records.splice(0)) {
          record.written("created");
        }
      },
      close: async () => {
        destination.records[0]?.written("created");
      },
    });
    host.stdin.end(recordLine("a") + stateLine(1, "a").repeat(10_001) + recordLine("a", { id: 2 }));

    expect(await code).toBe(0);
    expect(destination.received).toEqual([{ id: 2 }]);
    expect(host.lines).toEqual([]);
  });

  it("still gives no state back when it fails", async () => {
    const { host, destination, code } = start({
      write: (record) => {
        destination.sync?.withholdStates();
        record.written("created");
      },
      close: rejection,
    });
    host.stdin.end(recordLine("a") + stateLine(1, "a"));

    expect(await code).toBe(1);
    expect(host.messages()).toMatchObject([{ type: "TRACE", trace: { error: { message: "Try later." } } }]);
  });
});

describe("write, when something fails", () => {
  it.each<[string, Overrides]>([
    ["open", { open: rejection }],
    ["write at once", { write: failure }],
    ["write later", { write: rejection }],
    ["close", { ...writing, close: rejection }],
    ["write and close", { write: failure, close: rejection }],
  ])("prints one TRACE of the first error and ends with 1: %s", async (_where, overrides) => {
    const { host, code } = start(overrides);
    host.stdin.end(recordLine("a"));

    expect(await code).toBe(1);
    expect(host.messages()).toMatchObject([
      { type: "TRACE", trace: { error: { message: "Try later.", failure_type: "transient_error" } } },
    ]);
  });

  it("ends a sync whose input stays open when flush throws", async () => {
    const { host, code } = start({ ...writing, flush: failure }, { FLUSH_INTERVAL_SECONDS: "0.002" });
    host.stdin.write(recordLine("a"));

    expect(await code).toBe(1);
    expect(traces(host)).toHaveLength(1);
  });

  it("aborts the signal, lets the states out that become true, and only then prints the TRACE", async () => {
    const { host, destination, code } = start({
      write: (record) => {
        if (record.data["bad"] === true) {
          // Work that nobody waits for.
          destination.sync?.fail(new TransientError("Try later."));
          destination.sync?.fail(new Error("second"));
        }
      },
      close: async () => {
        expect(destination.sync?.signal.aborted).toBe(true);
        await new Promise(setImmediate);
        destination.records[0]?.written("created");
        throw new Error("third");
      },
    });
    host.stdin.write(recordLine("a") + stateLine(1, "a") + recordLine("b", { bad: true }) + stateLine(2, "b"));
    host.stdin.write(recordLine("a"));

    expect(await code).toBe(1);
    expect(destination.records).toHaveLength(2);
    expect(host.messages()).toMatchObject([
      { type: "STATE", state: { id: 1 } },
      { type: "TRACE", trace: { error: { message: "Try later." } } },
    ]);
  });

  it("does not wait for a write that never takes more", async () => {
    const { host, destination, code } = start({ write: () => new Promise(() => {}) });
    host.stdin.write(recordLine("a"));
    await until(() => destination.records.length === 1);
    destination.sync?.fail(new TransientError("Try later."));

    expect(await code).toBe(1);
  });

  it("ends for an exception that nobody caught, printing none of its text", async () => {
    const { host, destination, code } = start();
    host.stdin.write(recordLine("a"));
    await until(() => destination.records.length === 1);
    host.emit("uncaughtException", new TypeError("jane"));

    expect(await code).toBe(1);
    expect(traces(host)).toMatchObject([{ error: { internal_message: "TypeError", failure_type: "system_error" } }]);
    expect(host.lines.join("")).not.toContain("jane");
  });

  it("ends without writing more when nobody reads its output", async () => {
    const { host, destination, code } = start();
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await until(() => destination.records.length === 1);
    host.stdout.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    destination.records[0]?.written("created");

    expect(await code).toBe(1);
    expect(destination.calls).toEqual(["close"]);
    expect(host.lines).toEqual([]);
  });
});

describe("write, on SIGTERM", () => {
  it("settles what is in flight, lets true states out and dies by the signal without a TRACE", async () => {
    const { host, destination, code } = start({
      close: async () => {
        destination.records[0]?.written("created");
        throw new Error("aborted");
      },
    });
    host.stdin.write(recordLine("a") + stateLine(1, "a") + recordLine("b") + stateLine(2, "b"));
    await until(() => destination.records.length === 2);
    host.emit("SIGTERM");

    expect(await code).toBe(143);
    expect(host.messages()).toMatchObject([{ type: "STATE", state: { id: 1 } }]);
    expect(host.kills).toEqual([{ pid: host.pid, signal: "SIGTERM" }]);
    expect(host.listenerCount("SIGTERM")).toBe(0);
  });

  it("does not wait for open", async () => {
    let opening = false;
    const { host, code } = start({
      open: () => {
        opening = true;
        return new Promise(() => {});
      },
    });
    await until(() => opening);
    host.emit("SIGTERM");

    expect(await code).toBe(143);
    expect(host.lines).toEqual([]);
  });

  it("still tells of a failure that came first", async () => {
    const { host, destination, code } = start({ close: () => new Promise(setImmediate) });
    host.stdin.write(recordLine("a"));
    await until(() => destination.records.length === 1);
    destination.sync?.fail(new TransientError("Try later."));
    host.emit("SIGTERM");

    expect(await code).toBe(1);
    expect(host.kills).toEqual([]);
    expect(traces(host)).toHaveLength(1);
  });
});
