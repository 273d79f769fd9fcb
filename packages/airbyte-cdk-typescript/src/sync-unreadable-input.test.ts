import { describe, expect, it } from "vitest";

import { waitUntil } from "../test/fake-host.ts";
import { recordLine, stateLine } from "../test/recording-destination.ts";
import { failLater, start, states, traces, writing } from "../test/sync-run.ts";

const NAMESPACED = recordLine("a").replace('"data"', '"namespace":"n","data"');

/** Lines that cannot be read, and how the error's message continues after "Line 3 of the input". */
const UNREADABLE: [what: string, line: string, message: string][] = [
  ["a message cut off", '{"type":"RECO\n', " is a message that was cut off"],
  ["a record without data", '{"type":"RECORD","record":{"stream":"a"}}\n', " is a RECORD of"],
  ["a state without its content", '{"type":"STATE"}\n', " is a STATE without"],
  ["a record of an unlisted stream", recordLine("c"), ' is a RECORD of the stream "c" with no namespace'],
  ["a record of an unlisted namespace", NAMESPACED, ' is a RECORD of the stream "a" with namespace "n"'],
  ["a record whose stream differs in case", recordLine("A"), ' is a RECORD of the stream "A"'],
];

describe("write, if a line cannot be read", () => {
  it.each(UNREADABLE)("writes all before %s, returns the states, then fails", async (_what, line, message) => {
    const { host, destination, code } = start({
      close: async () => {
        expect(destination.sync?.signal.aborted).toBe(false);
        for (const record of destination.records) record.written("created");
      },
    });
    host.stdin.end(recordLine("a") + stateLine(1, "a") + line + recordLine("a") + stateLine(2, "a"));

    expect(await code).toBe(1);
    expect(destination.calls).toEqual(["close"]);
    expect(destination.records).toHaveLength(1);
    expect(host.messages()).toMatchObject([
      { type: "LOG", log: { level: "INFO" } },
      { type: "STATE", state: { id: 1 } },
      {
        type: "TRACE",
        trace: {
          error: { message: expect.stringContaining(`Line 3 of the input${message}`), failure_type: "system_error" },
        },
      },
    ]);
  });

  it("leaves the input open, so that its writer does not get a broken pipe while the rest is settled", async () => {
    const { host, code } = start({
      ...writing,
      close: async () => {
        expect(host.stdin.destroyed).toBe(false);
      },
    });
    host.stdin.write(`${recordLine("a")}{\n`);

    expect(await code).toBe(1);
  });

  it("reports a failure while the rest is settled, because it must be fixed first", async () => {
    const { host, code } = start({ close: failLater });
    host.stdin.write(`${recordLine("a")}${stateLine(1, "a")}{\n`);

    expect(await code).toBe(1);
    expect(states(host)).toEqual([]);
    expect(traces(host)).toMatchObject([{ error: { message: "Try later.", failure_type: "transient_error" } }]);
  });

  it("may leave records unsettled that the rest of the input would have decided about, and holds their states", async () => {
    const { host, destination, code } = start({
      close: async () => {
        expect(destination.sync?.isInputCutOff).toBe(true);
      },
    });
    host.stdin.end(`${recordLine("a")}${stateLine(1, "a")}{\n`);

    expect(await code).toBe(1);
    expect(states(host)).toEqual([]);
    expect(traces(host)).toMatchObject([{ error: { message: expect.stringContaining("Line 3 of the input") } }]);
  });

  it("still reports it after a SIGTERM while the rest is settled", async () => {
    const { host, destination, code } = start({
      close: () => waitUntil(() => destination.sync?.signal.aborted === true),
    });
    host.stdin.write("{\n");
    await waitUntil(() => destination.calls.includes("close"));
    host.emit("SIGTERM");

    expect(await code).toBe(1);
    expect(host.kills).toEqual([]);
    expect(traces(host)).toMatchObject([{ error: { message: expect.stringContaining("cut off") } }]);
  });

  it("fails as system_error for a line of more than 128 MB instead of collecting it", async () => {
    const { host, code } = start(writing);
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    const chunk = Buffer.alloc(1024 * 1024, "x");
    for (let megabytes = 0; megabytes < 129; megabytes += 1) host.stdin.write(chunk);

    expect(await code).toBe(1);
    expect(states(host)).toHaveLength(1);
    expect(traces(host)).toMatchObject([
      {
        error: {
          message: expect.stringMatching(/^Line 3 of the input is longer than 128 MB\. Remove the column/),
          failure_type: "system_error",
        },
      },
    ]);
  });
});

describe("write, if stdin itself cannot be read", () => {
  it.each([
    ["breaks off", "EIO", "stdin could not be read to its end"],
    ["is a folder", "EISDIR", "stdin is a folder"],
  ])("writes what came before it %s, and fails", async (_what, errorCode, message) => {
    const { host, destination, code } = start({
      close: async () => {
        for (const record of destination.records) record.written("created");
      },
    });
    host.stdin.write(recordLine("a") + stateLine(1, "a"));
    await waitUntil(() => destination.records.length === 1);
    host.stdin.destroy(Object.assign(new Error("jane"), { code: errorCode }));

    expect(await code).toBe(1);
    expect(states(host)).toHaveLength(1);
    expect(traces(host)).toMatchObject([
      { error: { message: expect.stringContaining(message), failure_type: "system_error" } },
    ]);
    expect(host.lines.join("")).not.toContain("jane");
  });
});
