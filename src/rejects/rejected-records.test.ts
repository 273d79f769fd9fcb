import type { PendingRecord } from "airbyte-cdk-typescript";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RejectStore } from "./reject-store.ts";
import { RejectedRecords } from "./rejected-records.ts";

/** Stores lines in memory, as slowly as the test says. */
class MemoryStore implements RejectStore {
  readonly location = "memory";
  readonly appended: { readonly stream: string; readonly lines: number }[] = [];
  readonly gatherMs: number;
  /** Each append waits for this. */
  ready: Promise<void> = Promise.resolve();

  constructor(gatherMs: number) {
    this.gatherMs = gatherMs;
  }

  async append(stream: { readonly name: string }, lines: readonly string[]): Promise<void> {
    await this.ready;
    this.appended.push({ stream: stream.name, lines: lines.length });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function harness(gatherMs: number) {
  const store = new MemoryStore(gatherMs);
  const errors: unknown[] = [];
  const rejects = new RejectedRecords(
    store,
    (record) => record.rejected(),
    (error) => errors.push(error),
  );
  const settled: string[] = [];
  const reject = (stream: string, text = ""): void => {
    const settlement = { stream: { name: stream }, written: () => {}, rejected: () => void settled.push(stream) };
    const record: PendingRecord = {
      ...settlement,
      settlement,
      data: { text },
      changes: [],
      lineNumber: 7,
      byteLength: text.length,
    };
    rejects.add(record, "users", { reason: "missing_key", message: "no key" });
  };
  return { store, errors, rejects, settled, reject };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("rejected records", () => {
  it("are collected for as long as the store asks, and settled when they are stored", async () => {
    const { store, settled, reject } = harness(1000);
    reject("a");
    await vi.advanceTimersByTimeAsync(600);
    reject("b");
    reject("a");
    await vi.advanceTimersByTimeAsync(399);
    expect(store.appended).toEqual([]);
    expect(settled).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(store.appended).toEqual([
      { stream: "a", lines: 2 },
      { stream: "b", lines: 1 },
    ]);
    expect(settled).toEqual(["a", "a", "b"]);
  });

  it("that come while others are stored do not wait for more if a state waits", async () => {
    const { store, rejects, settled, reject } = harness(1000);
    const storing = Promise.withResolvers<void>();
    store.ready = storing.promise;
    reject("a");
    rejects.flush();
    await vi.advanceTimersByTimeAsync(0);
    reject("b");
    rejects.flush();
    storing.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(settled).toEqual(["a", "b"]);
  });

  it.each<[what: string, act: (rejects: RejectedRecords) => unknown]>([
    ["a state waits", (rejects) => rejects.flush()],
    ["someone waits for them", (rejects) => rejects.stored()],
    ["the sync ends", (rejects) => rejects.close()],
  ])("are stored at once when %s", async (_what, act) => {
    const { store, rejects, settled, reject } = harness(1000);
    reject("a");
    act(rejects);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.appended).toHaveLength(1);
    expect(settled).toEqual(["a"]);
  });

  it.each([
    ["2,000", 2000, 1],
    ["5 MB", 5, 1_000_000],
  ])("are stored at once when they are %s", async (_what, count, length) => {
    const { store, rejects, reject } = harness(1000);
    const text = "x".repeat(length);
    for (let n = 1; n < count; n++) reject("a", text);
    await vi.advanceTimersByTimeAsync(0);
    expect([rejects.isFull, store.appended]).toEqual([false, []]);
    reject("a", text);
    expect(rejects.isFull).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(rejects.isFull).toBe(false);
    expect(store.appended).toEqual([{ stream: "a", lines: count }]);
  });

  it("that arrive while others are being stored are all stored in the next append", async () => {
    const { store, rejects, settled, reject } = harness(0);
    const { promise, resolve } = Promise.withResolvers<void>();
    store.ready = promise;
    reject("a");
    await vi.advanceTimersByTimeAsync(0);
    reject("a");
    reject("a");
    resolve();
    await rejects.stored();
    expect(store.appended.map(({ lines }) => lines)).toEqual([1, 2]);
    expect(settled).toHaveLength(3);
  });

  it("are stored beside what other records changed, which are settled no earlier", async () => {
    const { store, rejects } = harness(0);
    const { promise, resolve } = Promise.withResolvers<void>();
    store.ready = promise;
    const stored: string[] = [];
    const common = { isDryRun: false, at: new Date(), sequence: 1, object: "users", effect: "updated", key: {} };
    rejects.addChange({ stream: { name: "a" } }, { ...common, zendeskId: 1, changes: [] }, () => stored.push("a"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(stored).toEqual([]);
    resolve();
    await rejects.stored();
    expect(stored).toEqual(["a"]);
  });

  it("that cannot be stored are never settled, and the error is reported once", async () => {
    const { store, errors, rejects, settled, reject } = harness(0);
    store.ready = Promise.reject(new Error("disk full"));
    reject("a");
    await rejects.stored();
    reject("a");
    await rejects.close();
    expect(errors).toEqual([new Error("disk full")]);
    expect(settled).toEqual([]);
  });
});
