import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { waitUntil } from "../test/fake-host.ts";
import { recordLine, stateLine } from "../test/recording-destination.ts";
import { failLater, start, states, traces, writing } from "../test/sync-run.ts";
import { type PendingRecord, TransientError } from "./index.ts";

describe("a sink that holds a record back", () => {
  it("is asked to settle it if so many states wait that nothing more is read", async () => {
    const held: PendingRecord[] = [];
    const isEnoughBefore: boolean[] = [];
    const { host, code } = start({
      write: (record) => {
        held.push(record);
      },
      settleHeld: async (isEnough) => {
        isEnoughBefore.push(isEnough());
        for (const record of held.splice(0)) record.rejected();
        isEnoughBefore.push(isEnough());
      },
    });
    host.stdin.end(recordLine("a") + Array.from({ length: 10_500 }, (_, id) => stateLine(id, "a")).join(""));

    expect(await code).toBe(0);
    expect(isEnoughBefore).toEqual([false, true]);
    expect(states(host)).toHaveLength(10_500);
  });

  it("fails the sync when it cannot settle it", async () => {
    const { host, code } = start({ write: () => {}, settleHeld: failLater });
    host.stdin.write(recordLine("a") + Array.from({ length: 10_500 }, (_, id) => stateLine(id, "a")).join(""));

    expect(await code).toBe(1);
    expect(states(host)).toEqual([]);
    expect(traces(host)).toMatchObject([{ error: { failure_type: "transient_error" } }]);
  });
});

describe("write, while its input stays open", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("flushes a partly filled batch after half the interval, so that the state is returned within it", async () => {
    const { host, destination, code } = start({
      flush: () => {
        destination.records[0]?.written("created");
      },
    });
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await waitUntil(() => destination.records.length === 1);
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
    await waitUntil(() => destination.records.length === 1);
    vi.advanceTimersByTime(500);
    host.stdin.write(recordLine("a"));
    await waitUntil(() => destination.records.length === 2);
    vi.advanceTimersByTime(500);
    expect(destination.calls).toEqual(["flush"]);

    vi.advanceTimersByTime(5000);
    host.stdin.write(recordLine("a"));
    await waitUntil(() => destination.records.length === 3);
    vi.advanceTimersByTime(1000);
    expect(destination.calls).toEqual(["flush", "flush"]);
    host.stdin.end();
    expect(await code).toBe(0);
  });

  it("flushes again as long as states wait", async () => {
    const { host, destination, code } = start();
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await waitUntil(() => destination.records.length === 1);
    await new Promise(setImmediate);

    vi.advanceTimersByTime(30_000);
    expect(destination.calls).toEqual(["flush", "flush"]);
    destination.records[0]?.written("created");
    vi.advanceTimersByTime(60_000);
    expect(destination.calls).toEqual(["flush", "flush", "flush"]);
    host.stdin.end();
    expect(await code).toBe(0);
  });

  it("does not flush after it has asked to close", async () => {
    const { host, destination, code } = start({
      close: () => waitUntil(() => isClosable),
    });
    let isClosable = false;
    host.stdin.end(recordLine("a") + stateLine(1, "a"));
    await waitUntil(() => destination.calls.includes("close"));

    vi.advanceTimersByTime(60_000);
    expect(destination.calls).toEqual(["close"]);
    destination.records[0]?.written("created");
    isClosable = true;
    expect(await code).toBe(0);
  });

  it("ends 8.5 s after a failure if close does not", async () => {
    const { host, destination, code } = start({ close: () => new Promise(() => {}) });
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await waitUntil(() => destination.records.length === 1);
    destination.sync?.fail(new TransientError("Try later."));
    await waitUntil(() => destination.calls.includes("close"));
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

  it("counts the 8.5 s from SIGTERM, even if the sync was already closing", async () => {
    const { host, destination, code } = start({ close: () => new Promise(() => {}) });
    host.stdin.end(recordLine("a"));
    await waitUntil(() => destination.calls.includes("close"));
    vi.advanceTimersByTime(60_000);
    host.emit("SIGTERM");

    vi.advanceTimersByTime(8499);
    await new Promise(setImmediate);
    expect(host.kills).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(await code).toBe(143);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("dies 9.5 s after SIGTERM if its output is not read", async () => {
    const { host, destination, code } = start({ ...writing, close: () => new Promise(() => {}) });
    // Like a full pipe: nothing that is written leaves.
    host.stdout.cork();
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await waitUntil(() => destination.records.length === 1);
    host.emit("SIGTERM");
    await waitUntil(() => destination.calls.includes("close"));

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

  it("waits a minute for the end of its output to be read, then exits with 1", async () => {
    const { host, code } = start(writing);
    host.stdout.cork();
    host.stdin.end(recordLine("a") + stateLine(1, "a"));
    await waitUntil(() => host.stdout.writableLength > 0 && vi.getTimerCount() === 1);

    vi.advanceTimersByTime(59_999);
    await new Promise(setImmediate);
    expect(host.exitCode).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(await code).toBe(1);
    expect(host.lines).toEqual([]);
  });

  it("still dies within 9.5 s of a SIGTERM during that minute", async () => {
    const { host, code } = start(writing);
    host.stdout.cork();
    host.stdin.end(recordLine("a") + stateLine(1, "a"));
    await waitUntil(() => host.stdout.writableLength > 0 && vi.getTimerCount() === 1);
    host.emit("SIGTERM");

    vi.advanceTimersByTime(9500);
    expect(await code).toBe(143);
    expect(host.listenerCount("SIGTERM")).toBe(0);
  });

  it("loses nothing to a reader that pauses", async () => {
    const { host, code } = start(writing);
    host.stdout.cork();
    host.stdin.end(recordLine("a") + stateLine(1, "a"));
    await waitUntil(() => host.stdout.writableLength > 0 && vi.getTimerCount() === 1);
    vi.advanceTimersByTime(59_000);
    host.stdout.uncork();

    expect(await code).toBe(0);
    expect(states(host)).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("write, while the destination limits its requests", () => {
  it("reports it for each stream of the catalog, in the platform's format", async () => {
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
