import { expect, test } from "vitest";
import { type Look, PollSchedule } from "./poll-schedule.ts";

const POLLED_AT = 100_000;
const NOW = -Infinity;
const NEVER = Infinity;

interface Asked {
  readonly looks: readonly Look[];
  readonly awaitedFrom: number;
  readonly shortestMs?: number;
  readonly areWritesWaiting?: boolean;
}

const look = (afterMs: number, age = 4000): Look => ({ at: POLLED_AT + afterMs, age });

/** After how many milliseconds the next poll is due, if each takes 60 to be answered. */
function dueAfter({ areWritesWaiting = false, awaitedFrom, looks, shortestMs = 3000 }: Asked): number {
  const schedule = new PollSchedule();
  schedule.noteBegun(0);
  schedule.noteAnswered(POLLED_AT - 60, POLLED_AT);
  const demand = { areWritesWaiting, awaitedFrom, perMinute: 1200, shortestMs };
  return schedule.dueAt(looks, demand) - POLLED_AT;
}

test.each<[what: string, asked: Asked, dueMs: number]>([
  ["so that its answer comes when the job ends", { looks: [look(3000)], awaitedFrom: NOW }, 2940],
  ["for the first of several", { looks: [look(4000), look(2000)], awaitedFrom: NOW }, 1940],
  [
    "for several that end at about the same time",
    { looks: [look(2190), look(2000), look(2900)], awaitedFrom: NOW },
    2130,
  ],
  [
    "for two of several that end in the time of two requests",
    { looks: [look(2090, 1000), look(2000, 1000), look(2110, 1000)], awaitedFrom: NOW },
    2030,
  ],
  ["when the end begins to matter", { looks: [look(1000)], awaitedFrom: POLLED_AT + 1500 }, 1440],
  ["at least every 15 seconds", { looks: [look(30_000)], awaitedFrom: NOW }, 15_000],
  ["after four times what a job takes while more can be sent", { looks: [look(1000)], awaitedFrom: NEVER }, 12_000],
  ["twice a second at most while more can be sent", { looks: [look(10)], awaitedFrom: NEVER, shortestMs: 50 }, 500],
  ["not before a job may have ended", { looks: [look(14_500)], awaitedFrom: NEVER }, 14_500],
  [
    "at least every 15 seconds while more can be sent",
    { looks: [look(1)], awaitedFrom: NEVER, shortestMs: 60_000 },
    15_000,
  ],
  ["seldom while writes wait for requests", { looks: [look(100)], awaitedFrom: NOW, areWritesWaiting: true }, 15_000],
])("a poll is due %s", (_what, asked, dueMs) => {
  expect(dueAfter(asked)).toBe(dueMs);
});

test("a poll that had to wait for its turn hardly changes how long answers are expected to take", () => {
  const schedule = new PollSchedule();
  schedule.noteAnswered(0, 60);
  schedule.noteAnswered(100, 1160);
  const demand = { areWritesWaiting: false, awaitedFrom: NOW, perMinute: 1200, shortestMs: 3000 };
  expect(schedule.dueAt([{ at: 3000, age: 3000 }], demand)).toBe(2840);
});
