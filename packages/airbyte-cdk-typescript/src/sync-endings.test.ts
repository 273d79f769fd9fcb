import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { waitUntil } from "../test/fake-host.ts";
import { recordLine } from "../test/recording-destination.ts";
import { failLater, start, writing } from "../test/sync-run.ts";

describe("a sink", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "is abandoned before the process dies by %s, when it hangs",
    async (signal) => {
      const { host, destination, code } = start({
        close: () => new Promise(() => {}),
        abandon: () => {
          destination.sync?.logger.info("1 record read");
        },
      });
      host.stdin.write(recordLine("a"));
      await waitUntil(() => destination.records.length === 1);
      host.emit(signal);
      await waitUntil(() => destination.calls.includes("close"));
      vi.advanceTimersByTime(8499);
      await new Promise(setImmediate);
      expect(destination.calls).toEqual(["close"]);
      vi.advanceTimersByTime(1);

      await code;
      expect(destination.calls).toEqual(["close", "abandon"]);
      expect(host.messages("LOG")).toMatchObject([{ log: { message: "1 record read" } }]);
      expect(host.kills).toEqual([{ pid: host.pid, signal }]);
    },
  );

  it("is abandoned if it cannot be closed", async () => {
    const { host, destination, code } = start({ ...writing, close: failLater });
    host.stdin.end(recordLine("a"));

    expect(await code).toBe(1);
    expect(destination.calls).toEqual(["close", "abandon"]);
  });

  it("is not abandoned if it was closed", async () => {
    const { host, destination, code } = start(writing);
    host.stdin.end(recordLine("a"));

    expect(await code).toBe(0);
    expect(destination.calls).toEqual(["close"]);
  });
});
