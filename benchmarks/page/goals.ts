import { numberText } from "../pictures/number-text.ts";
import { GOAL as PIPELINE_GOAL } from "../pipeline.ts";
import { GOALS as PODS_GOALS, type PodsRow } from "../pods.ts";
import { GOAL as REQUESTS_GOAL } from "../requests.ts";
import { type Goal, above, below } from "./goal.ts";
import { limitGoals } from "./limit-goals.ts";
import { MEMORY_REASONS, NOTHING, PIPELINE_REASONS, PODS_REASONS, REQUESTS_REASONS, START_REASONS } from "./reasons.ts";
import type { AllResults } from "./results.ts";

const IMAGE_MB = 5;

export function goalsOf(results: AllResults): readonly Goal[] {
  return [
    ...limitGoals(results),
    ...requestsGoals(results),
    ...pipelineGoals(results),
    ...memoryGoals(results),
    ...startGoals(results),
    ...streamsGoals(results),
    ...podsGoals(results),
  ];
}

function requestsGoals({ requests }: AllResults): readonly Goal[] {
  const { ofNew, ofUnchanged } = REQUESTS_GOAL;
  return requests.rows.map((row) => ({
    goal: `\`${row.object}\`: ${ofNew} requests per 1,000 new records, ${ofUnchanged} per 1,000 unchanged ones`,
    measured: `${numberText(row.new)} and ${numberText(row.unchanged)}`,
    missedBy: Math.max(above(row.new, ofNew), above(row.unchanged, ofUnchanged)),
    ...(REQUESTS_REASONS[row.object] ?? NOTHING),
  }));
}

function pipelineGoals({ pipeline }: AllResults): readonly Goal[] {
  const { cpuSecondsPerMillion, recordsPerSecond } = PIPELINE_GOAL;
  const [own] = pipeline.rows;
  if (own === undefined) throw new Error("the connector was not measured");
  return [
    {
      goal: `${numberText(recordsPerSecond)} records/s, if Zendesk takes no time`,
      measured: numberText(own["records/s"]),
      missedBy: below(own["records/s"], recordsPerSecond),
      ...PIPELINE_REASONS,
    },
    {
      goal: `${cpuSecondsPerMillion} s of CPU time per million records`,
      measured: numberText(own["CPU s a million"]),
      missedBy: above(own["CPU s a million"], cpuSecondsPerMillion),
      ...PIPELINE_REASONS,
    },
  ];
}

function memoryGoals({ memory }: AllResults): readonly Goal[] {
  return (["users", "streams"] as const).map((what) => {
    const cases = memory.filter(({ goalMb, name }) => goalMb !== null && (name === "streams") === (what === "streams"));
    const goalMb = cases[0]?.goalMb ?? 0;
    return {
      goal: `A peak of ${goalMb} MB, ${what === "users" ? "however many records" : "with 10,000 streams"}`,
      measured: cases.map((each) => `${each.peakMb} MB (${whatText(each)})`).join(", "),
      missedBy: above(Math.max(...cases.map(({ peakMb }) => peakMb)), goalMb),
      ...MEMORY_REASONS[what],
    };
  });
}

function whatText({ mode, name, records }: AllResults["memory"][number]): string {
  const things = name === "orders" ? "custom object records" : "users";
  return `${numberText(records)} ${things}${mode === "dry_run" ? ", dry run" : ""}`;
}

function startGoals({ start, startImage }: AllResults): readonly Goal[] {
  const isGoal = ({ "goal ms": goalMs }: (typeof start.rows)[number]): boolean => goalMs !== null;
  const own = startImage.ownKilobytes / 1024;
  return [
    ...start.rows.filter(isGoal).map((row) => {
      const inImage = startImage.rows.find(({ what }) => what === row.what)?.["wall ms"] ?? Infinity;
      const goalMs = row["goal ms"] ?? 0;
      return {
        goal: `${row.what}: ${goalMs} ms, in Node and in the image`,
        measured: `${row["wall ms"]} ms and ${inImage} ms`,
        missedBy: above(Math.max(row["wall ms"], inImage), goalMs),
        ...START_REASONS,
      };
    }),
    {
      goal: `${IMAGE_MB} MB of our own in the image`,
      measured: `${numberText(Math.round(own * 10) / 10)} MB`,
      missedBy: above(own, IMAGE_MB),
      ...NOTHING,
    },
  ];
}

function streamsGoals({ streams }: AllResults): readonly Goal[] {
  const { goal, late, latest, ratio } = streams;
  return [
    {
      goal: `50 uneven streams: each ends at most ${latest} s after its fair share, and all take ${goal} of the ideal`,
      measured: `${late} s and ${ratio}`,
      missedBy: Math.max(above(late, latest), above(ratio, goal)),
      ...NOTHING,
    },
  ];
}

function podsGoals({ pods }: AllResults): readonly Goal[] {
  const { least, most, refusals, slowest } = PODS_GOALS;
  return [...Map.groupBy(pods.rows, ({ binding }) => binding)].map(([binding, rows]) => ({
    goal:
      `${rows.map(({ connectors }) => connectors).join(", ")} connectors on one account, short of ${binding}: ${least} to ${most} of ` +
      `what is allowed, ${refusals} refusals each, the slowest ${slowest} of the mean`,
    measured: rows.map(podsText).join("; "),
    missedBy: Math.max(...rows.map(podsMissedBy)),
    ...(PODS_REASONS[binding] ?? NOTHING),
  }));
}

function podsText(row: PodsRow): string {
  const { connectors } = row;
  const refusals = `up to ${row["refusals, most"]} refusals`;
  return `${connectors}: ${row["used of allowed"]}, ${refusals}, ${row["slowest / mean"]}`;
}

function podsMissedBy(row: PodsRow): number {
  const { least, most, refusals, slowest } = PODS_GOALS;
  return Math.max(
    below(row["used of allowed"], least),
    above(row["used of allowed"], most),
    above(row["refusals, most"], refusals),
    above(row["slowest / mean"], slowest),
  );
}
