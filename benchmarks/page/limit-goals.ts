import type { LimitRow } from "../limit.ts";
import { numberText } from "../pictures/number-text.ts";
import { type Goal, above } from "./goal.ts";
import { isRatioMet, jobsOf, settingOf } from "./limit-tables.ts";
import type { Reasons } from "./reasons.ts";
import type { AllResults } from "./results.ts";

const USUAL: Reasons = {
  holds: "Polls share the requests with jobs, and the first round of jobs cannot be predicted",
  tried:
    "Polls when the next end is expected, from the jobs before it and from their progress; one poll for all jobs; few polls while a " +
    "place is free; half a second of waiting for ends where the pace makes up for it",
};

/** The worst cases are those of one place. */
const EVERY: Reasons = {
  holds:
    "Above all accounts with one place, where each look that comes late leaves the place empty, and nothing is known about the first " +
    "jobs. Jobs of half a second are over before the next poll, or before a request is allowed for it",
  tried:
    "An earlier look after four jobs that had ended at the first look, which is in use. An earlier look at every second job saves " +
    "another 2 to 4 %, but takes half a poll more for each even job",
};

export function limitGoals({ limitPlans, limitReal, limitUsual }: AllResults): readonly Goal[] {
  const ofPlans = limitPlans.flatMap(({ rows }) => rows);
  return [
    goalOf(
      "Time of a sync at most 1.02 of the ideal where progress is seen: usual accounts",
      limitUsual.rows,
      "seen",
      USUAL,
    ),
    goalOf("At most 1.05 where it is not", limitUsual.rows, "unseen", USUAL),
    goalOf("1.02, in real time", limitReal.rows, "seen", USUAL),
    ...(ofPlans.length === 0
      ? []
      : [
          goalOf("1.02, on all plans and both readings of the job limit", ofPlans, "seen", EVERY),
          goalOf("1.05, the same", ofPlans, "unseen", EVERY),
        ]),
  ];
}

function goalOf(goal: string, all: readonly LimitRow[], progress: "seen" | "unseen", reasons: Reasons): Goal {
  const rows = all.filter(({ scenario }) => scenario.isProgressSeen === (progress === "seen"));
  const worst = rows.reduce((most, row) => (row.ratio > most.ratio ? row : most));
  const met = rows.filter(isRatioMet).length;
  const { scenario } = worst;
  const where = `${scenario.requestsPerMinute}/min, ${settingOf(scenario)}, ${jobsOf(scenario)}`;
  return {
    goal,
    measured: `${met} of ${rows.length}; worst ${numberText(worst.ratio)} (${where})`,
    missedBy: above(worst.ratio, worst.goal),
    ...reasons,
  };
}
