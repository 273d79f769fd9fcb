import { describe, expect, it } from "vitest";

import { type Fault, startAltered } from "../../../test/altered-destination.ts";
import { ListDestination } from "../../../test/list-destination.ts";
import {
  CONFORMANCE_CHECKS,
  type ConformanceSubject,
  type DestinationCall,
  type RunningDestination,
  checkConformance,
  startDestination,
} from "../../testing.ts";

const SUBJECT: ConformanceSubject = {
  start: (call) => startDestination(new ListDestination(), call),
  config: { token: "s3cr3t-token" },
  stream: { stream: { name: "people" }, destination_sync_mode: "append" },
  record: (id) => ({ id }),
  rejectedRecord: (index) => ({ name: `Person ${index}` }),
  env: { FLUSH_INTERVAL_SECONDS: "0.02" },
};

describe("the checks", () => {
  it.each(CONFORMANCE_CHECKS)("pass for a destination that $name", async ({ run }) => {
    await expect(run(SUBJECT)).resolves.toBeUndefined();
  });

  it("pass for a destination that rejects no records", async () => {
    const { rejectedRecord: _, ...subject } = SUBJECT;

    const results = await checkConformance(subject);
    expect(results).toEqual(CONFORMANCE_CHECKS.map(({ name }) => ({ name, outcome: "passed" })));
  });
});

const altering = (fault: Fault): ConformanceSubject => ({
  ...SUBJECT,
  start: (call) => startAltered(call, fault),
  ...(fault.longestMs !== undefined && { longestMs: fault.longestMs }),
});

const replacing = (from: string | RegExp, to: string): Fault => ({ output: (line) => line.replace(from, to) });
const without = (text: string): Fault => ({ output: (line) => (line.includes(text) ? undefined : line) });

/** Parsed and printed again, as most destinations do. */
const rewritten: Fault = { output: (line) => JSON.stringify(JSON.parse(line)) };

describe("a destination that does otherwise", () => {
  it.each<[does: string, fault: Fault, check: RegExp, problem: RegExp]>([
    ["prints no spec", without('"SPEC"'), /^prints its spec/, /0 SPEC messages/],
    ["prints an empty spec", replacing("connectionSpecification", "connection"), /^prints its spec/, /no connectionSp/],
    ["fails every check", replacing("SUCCEEDED", "FAILED"), /^reports a succeeding/, /The check failed/],
    ["ends a check with 1", { code: 1 }, /^reports a succeeding/, /ended with exit code 1, and not with 0/],
    ["reports nothing", without("CONNECTION_STATUS"), /^reports a succeeding/, /0 CONNECTION_STATUS messages/],
    ["accepts every config", replacing("FAILED", "SUCCEEDED"), /^reports a failing/, /The check succeeded/],
    ["does not say why", replacing(/,"message":".*?"/, ""), /^reports a failing/, /no message that says what/],
    ["blames itself", replacing("config_error", "system_error"), /^refuses to write/, /system_error, and not config_/],
    ["ends every sync with 0", { code: 0 }, /^refuses to write/, /ended with exit code 0, and not with 1/],
    [
      "counts no rejected records",
      replacing('"rejectedRecordCount":1', '"rejectedRecordCount":0'),
      /^counts/,
      /State 1 counts 2 written and 0 rejected records, and not 2 and 1/,
    ],
    ["counts nothing", replacing(/,"destinationStats":\{.*?\}\}/, ""), /^counts/, /State 1 has no destinationStats/],
    ["keeps global states", without('"GLOBAL"'), /^returns global/, /State 1 of 2 did not come back/],
    ["keeps old states", without('"data"'), /^returns states without a type/, /State 1 of 2 did not come back/],
    ["parses states and prints them again", rewritten, /byte for byte/, /State 1 of 6 came back changed/],
    [
      "reports an error for a later type",
      { input: (line) => line.replace("A_LATER_TYPE", "STATE") },
      /^ignores blank/,
      /TRACE ERROR/,
    ],
    [
      "keeps states",
      { ...without('"STATE"'), longestMs: 100 },
      /while stdin is open/,
      /no state had come back while stdin stayed open/,
    ],
    [
      "takes SIGTERM for the end of the input",
      { signal: null, code: 0 },
      /while stdin is open/,
      /ended with exit code 0, and not by SIGTERM/,
    ],
    [
      "takes a cut line for text",
      { input: (line) => (line.includes('"emitted_at":1795') && !line.endsWith("}}") ? "" : line) },
      /middle of a line/,
      /exit code 0, and not with 1/,
    ],
    [
      "drops records of other streams",
      { input: (line) => (line.includes("that_is_not_in") ? "" : line) },
      /not in the catalog/,
      /exit code 0, and not with 1/,
    ],
  ])("%s: does not pass", async (_does, fault, name, problem) => {
    const checks = CONFORMANCE_CHECKS.filter((check) => name.test(check.name));

    expect(checks).toHaveLength(1);
    await expect(checks[0]?.run(altering(fault))).rejects.toThrow(problem);
  });

  it("is not left running", async () => {
    const check = CONFORMANCE_CHECKS.find(({ name }) => name.includes("while stdin is open"));
    const { start, ...subject } = altering({ ...without('"STATE"'), longestMs: 100 });
    const started: Promise<RunningDestination>[] = [];
    const starting = (call: DestinationCall): Promise<RunningDestination> => {
      const running = Promise.resolve(start(call));
      started.push(running);
      return running;
    };

    await expect(check?.run({ ...subject, start: starting })).rejects.toThrow(/no state had come back/);
    const ends = await Promise.all(started.map(async (running) => (await running).ended));
    expect(ends.map(({ signal }) => signal)).toEqual(["SIGTERM"]);
  });

  it("fails the checks concerned, and passes the others", async () => {
    const results = await checkConformance(altering(without('"GLOBAL"')));

    expect(results.filter(({ outcome }) => outcome === "failed")).toEqual([
      {
        name: "returns global states in order, with the counts of all streams",
        outcome: "failed",
        problem: "State 1 of 2 did not come back.",
      },
    ]);
    expect(results).toHaveLength(CONFORMANCE_CHECKS.length);
  });
});
