import { describe, expect, it, vi } from "vitest";

import { FakeHost, temporaryFile, waitUntil } from "../test/fake-host.ts";
import { catalogFile, configFile, RecordingDestination, TOKEN } from "../test/recording-destination.ts";
import { ConfigError, type Destination, SystemError, TransientError } from "./index.ts";
import { run } from "./run.ts";

async function runWith(args: readonly string[], overrides: Partial<Destination<never>> = {}, env = {}) {
  const host = new FakeHost(args, env);
  const destination = new RecordingDestination(overrides);
  host.stdin.end();
  const code = await run(destination, host);
  return { host, destination, code };
}

const typesOf = (host: FakeHost) => host.messages().map(({ type }) => type);

describe("spec", () => {
  it("prints one SPEC and ends with 0", async () => {
    const { host, destination, code } = await runWith(["spec"]);

    expect(host.messages()).toEqual([{ type: "SPEC", spec: destination.spec }]);
    expect([code, host.exitCode]).toEqual([0, 0]);
  });
});

describe("check", () => {
  it("reports success, last of all", async () => {
    const { host, code } = await runWith(["check", "--config", configFile()], {
      check: async (_config, { logger }) => {
        logger.info("checked");
      },
    });

    expect(typesOf(host)).toEqual(["LOG", "CONNECTION_STATUS"]);
    expect(host.messages()[1]).toMatchObject({ connectionStatus: { status: "SUCCEEDED" } });
    expect(code).toBe(0);
  });

  it.each<[string, string, RegExp]>([
    [
      "a missing file",
      "/nowhere/config.json",
      /^The file \/nowhere\/config.json given with --config cannot be read \(ENOENT\)/,
    ],
    ["a file that is not JSON", temporaryFile(`{"token": ${TOKEN}`), /is not valid JSON/],
    [
      "an invalid config",
      temporaryFile({ tokn: "x" }),
      /token is missing; unknown setting "tokn"; did you mean "token"\?/,
    ],
  ])("reports failure and ends with 0 for %s", async (_what, file, message) => {
    const { host, code } = await runWith(["check", "--config", file]);

    expect(host.messages().at(-1)).toEqual({
      type: "CONNECTION_STATUS",
      connectionStatus: { status: "FAILED", message: expect.stringMatching(message) },
    });
    expect(host.lines.join("")).not.toContain(TOKEN);
    expect(code).toBe(0);
  });

  it("reports what the destination finds, without the secret", async () => {
    const { host, code } = await runWith(["check", "--config", configFile()], {
      check: async () => {
        throw new TransientError(`GET /?key=${TOKEN} failed. Try later.`);
      },
    });

    expect(host.messages()).toEqual([
      {
        type: "CONNECTION_STATUS",
        connectionStatus: { status: "FAILED", message: "GET /?key=********** failed. Try later." },
      },
    ]);
    expect(code).toBe(0);
  });

  it.each([
    [
      "its cause",
      { cause: new TypeError("jane", { cause: new RangeError("jane") }) },
      "TypeError, caused by RangeError",
    ],
    ["its internal message", { internalMessage: `status 401 for ${TOKEN}` }, "status 401 for **********"],
  ])("logs what is behind a failure, before the status: %s", async (_what, options, logged) => {
    const { host } = await runWith(["check", "--config", configFile()], {
      check: async () => {
        throw new TransientError("Try later.", options);
      },
    });

    expect(host.messages()).toEqual([
      { type: "LOG", log: { level: "ERROR", message: `Cause of the failed check: ${logged}` } },
      { type: "CONNECTION_STATUS", connectionStatus: { status: "FAILED", message: "Try later." } },
    ]);
  });

  it("accepts a byte order mark before the config", async () => {
    const { host } = await runWith(["check", "--config", temporaryFile(`\uFEFF{"token":"x"}`)]);

    expect(host.messages("CONNECTION_STATUS")).toMatchObject([{ connectionStatus: { status: "SUCCEEDED" } }]);
  });

  it("prints one TRACE and ends with 1 for a bug", async () => {
    const { host, code } = await runWith(["check", "--config", configFile()], {
      check: async () => {
        throw new TypeError(`no ${TOKEN}`);
      },
    });

    expect(host.messages()).toMatchObject([
      {
        type: "TRACE",
        trace: { type: "ERROR", error: { failure_type: "system_error", internal_message: "TypeError" } },
      },
    ]);
    expect(code).toBe(1);
  });

  it("prints one TRACE and ends with 1 for an uncaught exception", async () => {
    const host = new FakeHost(["check", "--config", configFile()]);
    let isChecking = false;
    const code = run(
      new RecordingDestination({
        check: () => {
          isChecking = true;
          return new Promise(() => {});
        },
      }),
      host,
    );
    await waitUntil(() => isChecking);
    host.emit("uncaughtException", new RangeError("x"));

    expect(await code).toBe(1);
    expect(host.messages()).toMatchObject([{ type: "TRACE", trace: { error: { internal_message: "RangeError" } } }]);
    expect(host.listenerCount("uncaughtException")).toBe(0);
  });
});

describe("discover", () => {
  it("prints one DESTINATION_CATALOG and ends with 0", async () => {
    const { host, destination, code } = await runWith(["discover", "--config", configFile()]);

    expect(host.messages()).toEqual([
      { type: "DESTINATION_CATALOG", destination_catalog: { operations: await destination.discover() } },
    ]);
    expect(code).toBe(0);
  });

  it("prints one TRACE and ends with 1 when it fails", async () => {
    const { host, code } = await runWith(["discover", "--config", configFile()], {
      discover: async () => {
        throw new SystemError("Do this.", { internalMessage: `header ${Buffer.from(TOKEN).toString("base64")}` });
      },
    });

    expect(host.messages()).toMatchObject([
      {
        type: "TRACE",
        trace: {
          type: "ERROR",
          emitted_at: expect.any(Number),
          error: { message: "Do this.", internal_message: "header **********", failure_type: "system_error" },
        },
      },
    ]);
    expect(code).toBe(1);
  });
});

it("a check that fails reads no stack trace, which nothing prints", async () => {
  const readStack = vi.fn<() => string>().mockReturnValue("");
  const failure = Object.defineProperty(new ConfigError("Do this."), "stack", { get: readStack });
  const { host } = await runWith(["check", "--config", configFile()], { check: () => Promise.reject(failure) });
  expect(host.messages()[0]).toMatchObject({ connectionStatus: { status: "FAILED", message: "Do this." } });
  expect(readStack).not.toHaveBeenCalled();
});

describe("a destination that parses strictly", () => {
  it.each([
    ["in the words of the spec", new TypeError("token"), 'token is missing; unknown setting "tokn"'],
    ["in its own words, if it has any", new ConfigError("There is no token."), '"There is no token."'],
  ])("says what is wrong with a config that it refuses, %s", async (_what, error, message) => {
    const parse = (): never => {
      throw error;
    };
    const args = ["check", "--config", temporaryFile({ tokn: "x" })];
    const { host } = await runWith(args, { parsesStrictly: true, parse });
    expect(host.lines.join("").replaceAll("\\", "")).toContain(message);
  });

  it("is trusted with a config that it takes, which takes no time to validate", async () => {
    const args = ["check", "--config", temporaryFile({ token: TOKEN, unknownToTheSpec: 1 })];
    const { host } = await runWith(args, { parsesStrictly: true });
    expect(host.messages()[0]).toMatchObject({ connectionStatus: { status: "SUCCEEDED" } });
  });
});

describe("a command line that cannot be carried out", () => {
  it.each([
    [["read"], {}, "The command is unknown. Usage: spec |"],
    [["check"], {}, "--config FILE is missing. Usage: spec |"],
    [
      ["write", "--config", configFile(), "--catalog", "/nowhere"],
      {},
      "The file /nowhere given with --catalog cannot be read",
    ],
    [["write", "--config", configFile(), "--catalog", temporaryFile({})], {}, "The configured catalog is not valid"],
    [
      ["write", "--config", temporaryFile({}), "--catalog", catalogFile("a")],
      {},
      "The config is not valid: token is missing",
    ],
    [
      ["write", "--config", configFile(), "--catalog", catalogFile("a")],
      { FLUSH_INTERVAL_SECONDS: "soon" },
      "FLUSH_INTERVAL_SECONDS must be a number",
    ],
  ])("prints one TRACE config_error and ends with 1: %j", async (args, env, message) => {
    const { host, destination, code } = await runWith(args, {}, env);

    expect(host.messages()).toMatchObject([
      { type: "TRACE", trace: { error: { message: expect.stringContaining(message), failure_type: "config_error" } } },
    ]);
    expect(destination.sync).toBeUndefined();
    expect(code).toBe(1);
  });
});

describe("the logger", () => {
  it.each([
    [undefined, ["INFO", "WARN", "ERROR"]],
    ["INFO", ["INFO", "WARN", "ERROR"]],
    ["Debug", ["DEBUG", "INFO", "WARN", "ERROR"]],
    ["TRACE", ["DEBUG", "INFO", "WARN", "ERROR"]],
  ])("prints at LOG_LEVEL %s the levels %j", async (level, levels) => {
    const { host } = await runWith(
      ["check", "--config", configFile()],
      {
        check: async (_config, { logger }) => {
          logger.debug("1");
          logger.info("2");
          logger.warn("3");
          logger.error("4");
        },
      },
      level === undefined ? {} : { LOG_LEVEL: level },
    );

    expect(host.messages("LOG").map(({ log }) => log)).toMatchObject(levels.map((name) => ({ level: name })));
  });

  it("removes the config's secrets, and those added later", async () => {
    const { host } = await runWith(["check", "--config", configFile()], {
      check: async (_config, { logger }) => {
        logger.redact("bearer-1");
        logger.warn(`${TOKEN} and bearer-1`);
      },
    });

    expect(host.messages("LOG")).toMatchObject([{ log: { level: "WARN", message: "********** and **********" } }]);
  });
});

describe("PRINT_ERROR_MESSAGES", () => {
  const checking = async (env: Record<string, string>) => {
    const refused = new Error("connect jane@example.com");
    const check = () => Promise.reject(new TypeError(`not ${TOKEN}`, { cause: refused }));
    const { host } = await runWith(["check", "--config", configFile()], { check }, env);
    return host;
  };

  it("prints the messages of unexpected errors and of their causes, without secrets, and warns that it does", async () => {
    const host = await checking({ PRINT_ERROR_MESSAGES: "true" });

    expect(host.messages("LOG")).toMatchObject([
      { log: { level: "WARN", message: expect.stringContaining("may contain values of records") } },
    ]);
    expect(host.messages("TRACE")).toMatchObject([
      {
        trace: {
          error: {
            message: expect.stringContaining("because of a bug"),
            internal_message: "TypeError: not **********, caused by Error: connect jane@example.com",
            stack_trace: expect.stringContaining("Caused by: Error: connect jane@example.com\n    at "),
          },
        },
      },
    ]);
  });

  it.each([{}, { PRINT_ERROR_MESSAGES: "" }, { PRINT_ERROR_MESSAGES: "false" }])("is off: %j", async (env) => {
    const host = await checking(env);

    expect(host.messages()).toMatchObject([{ trace: { error: { internal_message: "TypeError, caused by Error" } } }]);
    expect(host.text).not.toContain("jane");
  });
});
