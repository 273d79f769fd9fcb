import { describe, expect, it } from "vitest";

import { waitUntil } from "../test/fake-host.ts";
import { recordLine, stateLine } from "../test/recording-destination.ts";
import { type Overrides, fail, failLater, start, traces, writing } from "../test/sync-run.ts";
import { TransientError } from "./index.ts";

describe("write, in a dry run", () => {
  it("returns no state, accepts every record and exits with 0", async () => {
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

  it("continues to read even if more states than may wait become true", async () => {
    const { host, destination, code } = start({
      write: () => {
        destination.sync?.withholdStates();
      },
      flush: () => {
        for (const record of destination.records.splice(0)) record.written("created");
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

  it("still returns no state if it fails", async () => {
    const { host, destination, code } = start({
      write: (record) => {
        destination.sync?.withholdStates();
        record.written("created");
      },
      close: failLater,
    });
    host.stdin.end(recordLine("a") + stateLine(1, "a"));

    expect(await code).toBe(1);
    expect(host.messages()).toMatchObject([{ type: "TRACE", trace: { error: { message: "Try later." } } }]);
  });
});

describe("write, if something fails", () => {
  it.each<[string, Overrides]>([
    ["open", { open: failLater }],
    ["write at once", { write: fail }],
    ["write later", { write: failLater }],
    ["close", { ...writing, close: failLater }],
    ["write and close", { write: fail, close: failLater }],
  ])("prints one TRACE of the first error and ends with 1: %s", async (_where, overrides) => {
    const { host, code } = start(overrides);
    host.stdin.end(recordLine("a"));

    expect(await code).toBe(1);
    expect(host.messages()).toMatchObject([
      { type: "TRACE", trace: { error: { message: "Try later.", failure_type: "transient_error" } } },
    ]);
  });

  it("ends a sync whose input stays open if flush throws", async () => {
    const { host, code } = start({ ...writing, flush: fail }, { FLUSH_INTERVAL_SECONDS: "0.002" });
    host.stdin.write(recordLine("a"));

    expect(await code).toBe(1);
    expect(traces(host)).toHaveLength(1);
  });

  it("aborts the signal, returns the states that become true, and only then prints the TRACE", async () => {
    const { host, destination, code } = start({
      write: (record) => {
        if (record.data["bad"] === true) {
          // Work that is not awaited.
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

  it("does not wait for a write that never accepts more", async () => {
    const { host, destination, code } = start({ write: () => new Promise(() => {}) });
    host.stdin.write(recordLine("a"));
    await waitUntil(() => destination.records.length === 1);
    destination.sync?.fail(new TransientError("Try later."));

    expect(await code).toBe(1);
  });

  it("ends on an uncaught exception, without printing its text", async () => {
    const { host, destination, code } = start();
    host.stdin.write(recordLine("a"));
    await waitUntil(() => destination.records.length === 1);
    host.emit("uncaughtException", new TypeError("jane"));

    expect(await code).toBe(1);
    expect(traces(host)).toMatchObject([{ error: { internal_message: "TypeError", failure_type: "system_error" } }]);
    expect(host.lines.join("")).not.toContain("jane");
  });

  it("ends without writing more if its output has no reader", async () => {
    const { host, destination, code } = start();
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await waitUntil(() => destination.records.length === 1);
    host.stdout.emit("error", Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
    destination.records[0]?.written("created");

    expect(await code).toBe(1);
    expect(destination.calls).toEqual(["close"]);
    expect(host.lines).toEqual([]);
  });
});

describe("write, on SIGTERM", () => {
  it("settles what is in flight, returns true states and dies by the signal without a TRACE", async () => {
    const { host, destination, code } = start({
      close: async () => {
        destination.records[0]?.written("created");
        throw new Error("aborted");
      },
    });
    host.stdin.write(recordLine("a") + stateLine(1, "a") + recordLine("b") + stateLine(2, "b"));
    await waitUntil(() => destination.records.length === 2);
    host.emit("SIGTERM");

    expect(await code).toBe(143);
    expect(host.messages()).toMatchObject([{ type: "STATE", state: { id: 1 } }]);
    expect(host.kills).toEqual([{ pid: host.pid, signal: "SIGTERM" }]);
    expect(host.listenerCount("SIGTERM")).toBe(0);
  });

  it("does not wait for open", async () => {
    let isOpening = false;
    const { host, code } = start({
      open: () => {
        isOpening = true;
        return new Promise(() => {});
      },
    });
    await waitUntil(() => isOpening);
    host.emit("SIGTERM");

    expect(await code).toBe(143);
    expect(host.lines).toEqual([]);
  });

  it("still reports a failure that came first", async () => {
    const { host, destination, code } = start({ close: () => new Promise(setImmediate) });
    host.stdin.write(recordLine("a"));
    await waitUntil(() => destination.records.length === 1);
    destination.sync?.fail(new TransientError("Try later."));
    host.emit("SIGTERM");

    expect(await code).toBe(1);
    expect(host.kills).toEqual([]);
    expect(traces(host)).toHaveLength(1);
  });
});
