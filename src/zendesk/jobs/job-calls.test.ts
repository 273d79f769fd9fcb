import { describe, expect, test } from "vitest";
import { type CountedJobs, JobCalls } from "./job-calls.ts";

const UPSERT = "POST /api/v2/users/create_or_update_many.json";
const UPDATE = "PUT /api/v2/users/update_many.json";
const SECOND_MS = 1000;

/** Zendesk's answer, this many seconds after the start. */
type Answer = readonly [second: number, remaining: number, resets: number];

function callsAfter(answers: readonly Answer[]): JobCalls {
  const calls = new JobCalls();
  for (const [second, remaining, resets] of answers) {
    calls.take(UPSERT, second * SECOND_MS);
    calls.answered(UPSERT, { total: 30, remaining, resetMs: resets * SECOND_MS }, second * SECOND_MS);
  }
  return calls;
}

describe("what Zendesk counts is", () => {
  test.each<[what: string, counted: CountedJobs, answers: readonly Answer[]]>([
    ["unknown before the first answer", "unknown", []],
    ["unknown after one answer", "unknown", [[0, 29, 60]]],
    [
      "unknown after answers of the same moment",
      "unknown",
      [
        [0, 29, 60],
        [1, 28, 60],
      ],
    ],
    [
      "calls when the reset comes nearer",
      "calls",
      [
        [0, 29, 60],
        [3, 28, 57],
      ],
    ],
    [
      "calls when it does so rounded, and answers come late",
      "calls",
      [
        [0, 29, 60],
        [6, 28, 56],
      ],
    ],
    [
      "jobs in flight when the reset is always a minute away",
      "in_flight",
      [
        [0, 29, 60],
        [3, 28, 60],
        [80, 29, 60],
      ],
    ],
    [
      "still calls in the next minute, before its first answer",
      "calls",
      [
        [0, 29, 60],
        [3, 28, 57],
        [61, 29, 60],
      ],
    ],
    [
      "jobs in flight when the reset begins to move",
      "in_flight",
      [
        [0, 29, 60],
        [3, 28, 57],
        [61, 29, 60],
        [71, 29, 60],
      ],
    ],
  ])("%s", (_what, counted, answers) => {
    expect(callsAfter(answers).counted).toBe(counted);
  });
});

const COUNTED: readonly Answer[] = [
  [0, 29, 60],
  [3, 1, 57],
];

describe("where calls are counted", () => {
  test("an endpoint accepts as many calls as remain, and the next one after its reset", () => {
    const calls = callsAfter(COUNTED);
    expect(calls.take(UPSERT, 4000)).toBe(0);
    expect(calls.take(UPSERT, 5000)).toBe(55_000);
    expect(calls.take(UPSERT, 59_999)).toBe(1);
    expect(calls.take(UPSERT, 60_000)).toBe(0);
  });

  test("another endpoint has a count of its own", () => {
    const calls = callsAfter([...COUNTED, [4, 0, 56]]);
    expect(calls.take(UPSERT, 5000)).toBe(55_000);
    expect(calls.take(UPDATE, 5000)).toBe(0);
  });

  test("calls that have not been answered yet count as made", () => {
    const calls = callsAfter([
      [0, 29, 60],
      [3, 2, 57],
    ]);
    expect([1, 2, 3].map(() => calls.take(UPSERT, 4000))).toEqual([0, 0, 56_000]);
    // The second's answer overtakes the first's.
    calls.answered(UPSERT, { total: 30, remaining: 0, resetMs: 56_000 }, 4000);
    calls.answered(UPSERT, { total: 30, remaining: 1, resetMs: 56_000 }, 4000);
    expect(calls.take(UPSERT, 5000)).toBe(55_000);
  });

  test("a call without an answer may have been counted", () => {
    const calls = callsAfter(COUNTED);
    calls.take(UPSERT, 4000);
    calls.answered(UPSERT, undefined, 4000);
    expect(calls.take(UPSERT, 5000)).toBe(55_000);
  });

  test("after a reset, no more calls than the limit are made at once", () => {
    const calls = callsAfter([...COUNTED, [4, 0, 56]]);
    const waits = Array.from({ length: 31 }, () => calls.take(UPSERT, 61_000));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(30);
  });
});

test("if Zendesk counts jobs in flight, nothing is held back, because there is room again when jobs end", () => {
  const calls = callsAfter([
    [0, 1, 60],
    [3, 0, 60],
  ]);
  expect(calls.take(UPSERT, 4000)).toBe(0);
});

test("until it is known what Zendesk counts, a full endpoint gets one call at a time, after a job has ended", () => {
  const calls = callsAfter([
    [0, 1, 60],
    [1, 0, 60],
  ]);
  expect(calls.take(UPSERT, 1500)).toBe(58_500);
  calls.noteBegun();
  expect(calls.take(UPSERT, 1500)).toBe(1000);
  calls.noteEnded();
  expect([1, 2].map(() => calls.take(UPSERT, 1500))).toEqual([0, 1000]);
});

test("rejects answers to calls that were not made, and ends of jobs that did not start", () => {
  expect(() => new JobCalls().answered("POST /a", undefined, 0)).toThrow("more calls were answered than were taken");
  expect(() => new JobCalls().noteEnded()).toThrow("more jobs ended than had begun");
});
