import { numberText } from "../pictures/number-text.ts";
import type { LimitRow } from "../limit.ts";
import { type LimitScenario, NO_PACE, PLANS } from "../limit/scenario.ts";
import { median } from "../median.ts";
import { table } from "../../testing/documents/sections.ts";
import { markMissed, measuredOn, measuredOnVirtualTime } from "./measured-on.ts";
import type { AllResults } from "./results.ts";

/** "4 s, even, seen": all of a scenario but its account and its settings. */
export function jobsOf({ isEven, isProgressSeen, jobSeconds }: LimitScenario): string {
  return `${jobSeconds} s, ${isEven ? "even" : "uneven"}, ${isProgressSeen ? "seen" : "unseen"}`;
}

export function settingOf({ recordsPerSecond, slots }: LimitScenario): string {
  return `${paceOf(recordsPerSecond)}, ${placesOf(slots)}`;
}

function paceOf(recordsPerSecond: number): string {
  return recordsPerSecond === NO_PACE ? "no pace" : `${recordsPerSecond} records/s`;
}

function placesOf(slots: number): string {
  return slots === 1 ? "1 place" : `${slots} places`;
}

export function isRatioMet({ goal, ratio }: LimitRow): boolean {
  return ratio <= goal;
}

/** The rows of a setting beside those of the other, by their jobs. */
export function bySetting(rows: readonly LimitRow[]): ReadonlyMap<string, readonly LimitRow[]> {
  return Map.groupBy(rows, ({ scenario }) => jobsOf(scenario));
}

export function usualTable({ limitUsual }: AllResults): string {
  const groups = [...bySetting(limitUsual.rows)];
  const settings = groups[0]?.[1].map(({ scenario }) => settingOf(scenario)) ?? [];
  const head = ["Jobs", ...settings.flatMap((setting) => [`${setting}: time / ideal`, "requests per 1,000"])];
  const rows = groups.map(([jobs, each]) => [
    jobs,
    ...each.flatMap((row) => [
      markMissed(numberText(row.ratio), isRatioMet(row)),
      numberText(row["requests per 1,000"]),
    ]),
  ]);
  const met = limitUsual.rows.filter(isRatioMet).length;
  return `${measuredOnVirtualTime(limitUsual)}\n\n${table(head, rows)}\n${met} of ${limitUsual.rows.length} goals are met.`;
}

export function realTable({ limitReal }: AllResults): string {
  const head = ["Jobs", "Setting", "time / ideal", "requests per 1,000", "refusals"];
  const rows = limitReal.rows.map((row) => [
    jobsOf(row.scenario),
    settingOf(row.scenario),
    markMissed(numberText(row.ratio), isRatioMet(row)),
    numberText(row["requests per 1,000"]),
    row.refusals,
  ]);
  return `${measuredOn(limitReal)}\n\n${table(head, rows)}`;
}

/** A row for each plan, pace and reading of the job limit. */
export function plansTable({ limitPlans }: AllResults): string {
  const all = limitPlans.flatMap(({ rows }) => rows);
  const groups = PLANS.flatMap((plan) => [
    ...Map.groupBy(
      all.filter(({ scenario }) => scenario.requestsPerMinute === plan),
      ({ scenario }) => `${paceOf(scenario.recordsPerSecond)} | ${scenario.reading.replaceAll("-", " ")}`,
    ),
  ]);
  const head = ["Plan", "Pace", "Limit of jobs", "goals met", "median", "worst", "worst case", "refusals, at most"];
  const rows = groups.map(([name, each]) => {
    const ratios = each.map(({ ratio }) => ratio);
    const worst = each.reduce((most, row) => (row.ratio > most.ratio ? row : most));
    return [
      `${worst.scenario.requestsPerMinute}/min`,
      ...name.split(" | "),
      `${each.filter(isRatioMet).length} of ${each.length}`,
      numberText(median(ratios)),
      numberText(worst.ratio),
      `${placesOf(worst.scenario.slots)}, ${jobsOf(worst.scenario)}`,
      Math.max(...each.map(({ refusals }) => refusals)),
    ];
  });
  const [first] = limitPlans;
  return first === undefined ? "" : `${measuredOnVirtualTime(first)}\n\n${table(head, rows)}`;
}
