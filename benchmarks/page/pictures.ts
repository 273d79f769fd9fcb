import { drawBarChart } from "../pictures/bar-chart.ts";
import { drawDotPlot } from "../pictures/dot-plot.ts";
import { drawLineChart } from "../pictures/line-chart.ts";
import { MAX_SERIES } from "../pictures/svg.ts";
import { GOAL as PIPELINE_GOAL } from "../pipeline.ts";
import { GOALS as PODS_GOALS } from "../pods.ts";
import { GOAL as REQUESTS_GOAL } from "../requests.ts";
import { bySetting, settingOf } from "./limit-tables.ts";
import type { AllResults } from "./results.ts";

/** The pictures of docs/pictures/, by their names. */
export const PICTURES: Readonly<Record<string, (results: AllResults) => string>> = {
  limit: drawLimit,
  requests: drawRequests,
  start: drawStart,
  pipeline: drawPipeline,
  memory: drawMemory,
  streams: drawStreams,
  pods: drawPods,
};

function drawLimit({ limitUsual }: AllResults): string {
  const groups = [...bySetting(limitUsual.rows)];
  return drawDotPlot({
    title: "Time of a sync over the ideal that the limits allow",
    unit: "time / ideal",
    series: groups[0]?.[1].map(({ scenario }) => settingOf(scenario)) ?? [],
    rows: groups.map(([jobs, each]) => ({
      name: jobs,
      values: each.map(({ ratio }) => ratio),
      ...(each[0] && { goal: each[0].goal }),
    })),
    range: { from: 0.98, to: Math.max(1.1, ...limitUsual.rows.map(({ ratio }) => ratio)) },
  });
}

function drawRequests({ requests }: AllResults): string {
  const series = ["new", "unchanged", "node-zendesk, in bulk", "look up and create"] as const;
  return drawDotPlot({
    title: "Requests per 1,000 records",
    unit: "requests, each line ten times the one before",
    series: ["this connector, new", "this connector, unchanged", "node-zendesk, in bulk", "look up and create"],
    rows: requests.rows.map((row) => ({
      name: row.object,
      values: series.map((name) => row[name]),
      goal: REQUESTS_GOAL.ofNew,
    })),
    range: { from: 5, to: 3000 },
    isLogarithmic: true,
  });
}

function drawStart({ start, startImage }: AllResults): string {
  const bars = (rows: typeof start.rows, where: string, series: number) =>
    rows.map((row) => ({
      name: `${row.what}${where}`,
      value: row["wall ms"],
      goal: row["goal ms"] ?? undefined,
      series,
    }));
  return drawBarChart({
    title: "From the start of a command to its end",
    unit: "milliseconds",
    bars: [...bars(start.rows, "", 0), ...bars(startImage.rows, ", image", 1)],
  });
}

function drawPipeline({ pipeline }: AllResults): string {
  return drawBarChart({
    title: "Records per second, if Zendesk takes no time",
    unit: "records/s",
    bars: pipeline.rows.map((row, index) => ({
      name: row.what,
      value: row["records/s"],
      goal: index === 0 ? PIPELINE_GOAL.recordsPerSecond : undefined,
      series: index === 0 ? 0 : 1,
    })),
  });
}

function drawMemory({ memory }: AllResults): string {
  const shown = memory.filter(({ name }) => name.startsWith("users")).slice(-MAX_SERIES);
  const records = shown.flatMap(({ samples }) => samples.map((sample) => sample.records));
  const peak = Math.max(...shown.flatMap(({ samples }) => samples.map(({ residentMb }) => residentMb)));
  return drawLineChart({
    title: "Resident memory during syncs of different length",
    xUnit: "records so far",
    yUnit: "MB",
    series: shown.map((each) => ({
      name: `${each.records.toLocaleString("en-US")} users`,
      points: each.samples.map((sample): [number, number] => [sample.records, sample.residentMb]),
    })),
    x: { from: Math.min(...records), to: Math.max(...records) },
    y: { from: 0, to: Math.max(150, peak) },
    goal: shown[0]?.goalMb ?? 0,
  });
}

function drawStreams({ streams }: AllResults): string {
  const records = streams.rows.map((row) => row.records);
  return drawLineChart({
    title: "50 uneven streams in one sync: when each ends",
    xUnit: "records of the stream",
    yUnit: "seconds",
    series: [
      { name: "its last state", points: streams.rows.map((row) => [row.records, row["last state"]]) },
      { name: "its fair share", points: streams.rows.map((row) => [row.records, row["fair share ends"]]) },
    ],
    x: { from: Math.min(...records), to: Math.max(...records) },
    y: { from: 0, to: Math.max(...streams.rows.map((row) => row["last state"])) },
  });
}

function drawPods({ pods }: AllResults): string {
  return drawBarChart({
    title: "What many connectors use together of what an account allows",
    unit: "used / allowed",
    bars: pods.rows.map((row) => ({
      name: `${row.connectors} connectors, short of ${row.binding}`,
      value: row["used of allowed"],
      goal: PODS_GOALS.least,
      series: row.binding === "requests" ? 0 : 1,
    })),
  });
}
