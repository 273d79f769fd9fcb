import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeHost, waitUntil } from "../test/fake-host.ts";
import { catalogFile, configFile, RecordingDestination } from "../test/recording-destination.ts";
import type { Overrides } from "../test/sync-run.ts";
import { type CommandContext, ConfigError, TransientError } from "./index.ts";
import { run } from "./run.ts";

const COMMANDS = ["check", "discover"] as const;
const SIGNALS = [
  ["SIGTERM", 143],
  ["SIGINT", 130],
] as const;

const commandLine = (command: string) => [
  command,
  ...(command === "spec" ? [] : ["--config", configFile()]),
  ...(command === "write" ? ["--catalog", catalogFile("a")] : []),
];

/** Starts a command whose destination does not settle its promise. */
function startHanging(command: string, say = (_context: CommandContext) => {}) {
  const host = new FakeHost(commandLine(command));
  const contexts: CommandContext[] = [];
  const hang = (_config: unknown, context: CommandContext) => {
    contexts.push(context);
    say(context);
    return new Promise<never>(() => {});
  };
  const code = run(new RecordingDestination({ check: hang, discover: hang }), host);
  return { host, code, contexts, begun: () => contexts.length === 1 };
}

async function endOf(command: string, overrides: Overrides | object) {
  const host = new FakeHost(commandLine(command));
  host.stdin.end();
  const code = await run(new RecordingDestination(overrides), host);
  return { host, code, errors: host.messages("TRACE").map(({ trace }) => trace) };
}

describe.each(COMMANDS)("%s, asked to end", (command) => {
  it.each(SIGNALS)("abandons its work and dies by %s, printing nothing", async (signal, exitCode) => {
    const { host, code, contexts, begun } = startHanging(command);
    await waitUntil(begun);
    host.emit(signal);

    // The code of process 1, which the signal does not end.
    expect(await code).toBe(exitCode);
    expect(host.kills).toEqual([{ pid: host.pid, signal }]);
    expect(host.messages()).toEqual([]);
    expect(contexts[0]?.signal.aborted).toBe(true);
    expect(SIGNALS.map(([name]) => host.listenerCount(name))).toEqual([0, 0]);
  });
});

describe("a command whose destination hangs", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    [
      "is named",
      (context: CommandContext) => context.waitingFor("the bucket"),
      "no answer from the bucket within 22 s",
    ],
    ["is the first", () => {}, "no answer from the file "],
  ])("fails the check after 22 s with what it waited for, which %s", async (_what, say, message) => {
    const { host, code, begun } = startHanging("check", say);
    await waitUntil(begun);
    vi.advanceTimersByTime(21_999);
    await new Promise(setImmediate);
    expect(host.exitCode).toBeUndefined();
    vi.advanceTimersByTime(1);

    expect(await code).toBe(0);
    expect(host.messages()).toMatchObject([
      { connectionStatus: { status: "FAILED", message: expect.stringContaining(message) } },
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("ends discover after 22 s as transient", async () => {
    const { host, code, begun } = startHanging("discover");
    await waitUntil(begun);
    vi.advanceTimersByTime(22_000);

    expect(await code).toBe(1);
    expect(host.messages()).toMatchObject([{ type: "TRACE", trace: { error: { failure_type: "transient_error" } } }]);
  });
});

describe("a process that runs out of things to wait for", () => {
  it.each(["check", "write"])("prints one TRACE and ends with 1: %s", async (command) => {
    const host = new FakeHost(commandLine(command));
    let hasBegun = false;
    const hang = () => {
      hasBegun = true;
      return new Promise<never>(() => {});
    };
    const code = run(new RecordingDestination({ check: hang, open: hang }), host);
    await waitUntil(() => hasBegun);
    host.emit("beforeExit");

    expect(await code).toBe(1);
    expect(host.messages()).toMatchObject([
      { type: "TRACE", trace: { error: { message: expect.stringContaining("nothing left to wait for") } } },
    ]);
    expect(host.listenerCount("beforeExit")).toBe(0);
  });
});

describe("a destination that answers nonsense", () => {
  const schema = { type: "object" };
  const operation = { object_name: "things", sync_mode: "append", json_schema: schema };

  it.each<[command: string, overrides: object, message: string]>([
    ["spec", { spec: undefined }, "no connectionSpecification"],
    ["spec", { spec: {} }, "no connectionSpecification"],
    ["spec", { spec: { connectionSpecification: "x" } }, "no connectionSpecification"],
    ["check", { spec: {} }, "no connectionSpecification"],
    ...[
      undefined,
      null,
      {},
      [null],
      [{}],
      [{ ...operation, object_name: "" }],
      [{ ...operation, sync_mode: "merge" }],
      [{ ...operation, json_schema: null }],
      [{ ...operation, matching_keys: ["id"] }],
    ].map((answer): [string, object, string] => [
      "discover",
      { discover: async () => answer },
      "discover did not return a list of operations",
    ]),
    ["discover", { discover: async () => [{ ...operation, size: 1n }] }, ""],
    ["write", { open: async () => undefined }, "open did not return a sink"],
    ["write", { open: async () => ({ write: () => {} }) }, "open did not return a sink"],
  ])("ends %s with one TRACE and 1: %o", async (command, overrides, message) => {
    const { host, code, errors } = await endOf(command, overrides);

    expect(code).toBe(command === "check" ? 0 : 1);
    expect(host.messages()).toHaveLength(1);
    const [status] = host.messages("CONNECTION_STATUS");
    expect(JSON.stringify(status ?? errors[0])).toContain(message);
  });
});

describe("whatever is thrown", () => {
  const hostile = new Proxy(new Error("jane"), {
    get: () => {
      throw new Error("jane");
    },
    getPrototypeOf: () => {
      throw new Error("jane");
    },
  });
  const mute = Object.defineProperty(new TransientError("Try later."), "cause", {
    get: () => {
      throw new Error("jane");
    },
  });

  it.each(["check", "discover", "write"])("%s ends with one TRACE that does not mention it", async (command) => {
    const fail = () => Promise.reject(hostile);
    const { host, code, errors } = await endOf(command, { check: fail, discover: fail, open: fail });

    expect(code).toBe(1);
    expect(host.messages()).toHaveLength(1);
    expect(errors).toMatchObject([{ error: { failure_type: "system_error" } }]);
    expect(host.text).not.toContain("jane");
  });

  it("keeps what was written for the user, though its cause cannot be read", async () => {
    const { errors } = await endOf("discover", { discover: () => Promise.reject(mute) });

    expect(errors).toMatchObject([{ error: { message: "Try later.", failure_type: "transient_error" } }]);
  });
});

describe("an uncaught exception", () => {
  it("prints nothing and changes nothing once the command is done, while its output waits to be read", async () => {
    const host = new FakeHost(commandLine("discover"));
    host.stdout.cork();
    const code = run(new RecordingDestination(), host);
    await waitUntil(() => host.stdout.writableLength > 0);
    await new Promise(setImmediate);
    expect(host.emit("uncaughtException", new Error("jane"))).toBe(true);
    host.stdout.uncork();

    expect(await code).toBe(0);
    expect(host.messages().map(({ type }) => type)).toEqual(["DESTINATION_CATALOG"]);
  });
});

describe("texts", () => {
  it("are cut at their limits, and contain no part of a secret there", async () => {
    const message = `${"x".repeat(4990)}s3cr3t-token${"y".repeat(1_000_000)}`;
    const { host } = await endOf("check", { check: () => Promise.reject(new ConfigError(message)) });
    const [status] = host.messages("CONNECTION_STATUS");

    expect(host.text.length).toBeLessThan(5200);
    expect(JSON.stringify(status)).toContain("more characters)");
    expect(host.text).not.toContain("s3cr");
  });

  it("are cut in logs and in traces", async () => {
    const { host } = await endOf("discover", {
      discover: async (_config: unknown, { logger }: CommandContext) => {
        logger.warn("x".repeat(1_000_000));
        throw new ConfigError("x".repeat(1_000_000), { internalMessage: "x".repeat(1_000_000) });
      },
    });

    expect(host.lines.map((line) => line.length < 80_000)).toEqual([true, true]);
  });
});
