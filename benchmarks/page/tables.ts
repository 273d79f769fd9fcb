import { table } from "../../testing/documents/sections.ts";
import { numberText } from "../pictures/number-text.ts";
import { shownOf } from "../streams.ts";
import { GOALS as PODS_GOALS, isUseMet } from "../pods.ts";
import { GOAL as REQUESTS_GOAL } from "../requests.ts";
import type { StartRow } from "../start.ts";
import type { Measured } from "../write-results.ts";
import { markMissed, measuredOn, measuredOnVirtualTime } from "./measured-on.ts";
import type { AllResults } from "./results.ts";

export function requestsTable({ requests }: AllResults): string {
  const others = ["node-zendesk, in bulk", "node-zendesk, one by one", "look up and create"] as const;
  const rows = requests.rows.map((row) => [
    `\`${row.object}\``,
    markMissed(numberText(row.new), row.new <= REQUESTS_GOAL.ofNew),
    markMissed(numberText(row.unchanged), row.unchanged <= REQUESTS_GOAL.ofUnchanged),
    ...others.map((other) => (row[other] === undefined ? "not supported" : numberText(row[other]))),
  ]);
  return `${measuredOn(requests)}\n\n${table(["Object", "new", "unchanged", ...others], rows)}`;
}

export function startTable({ start }: AllResults): string {
  return tableOfStarts(start);
}

export function imageTable({ startImage }: AllResults): string {
  const megabytes = numberText(Math.round(startImage.ownKilobytes / 102.4) / 10);
  return `${tableOfStarts(startImage)}\nBeside Debian and the Node binary, the image contains ${megabytes} MB.`;
}

function tableOfStarts(measured: Measured & { readonly runs: number; readonly rows: readonly StartRow[] }): string {
  const head = ["", "wall ms", "CPU ms", "wall / Node", "CPU / Node"];
  const rows = measured.rows.map((row) => [
    row.what,
    markMissed(numberText(row["wall ms"]), row["wall ms"] < (row["goal ms"] ?? Infinity)),
    row["CPU ms"],
    row["wall / Node"],
    row["CPU / Node"],
  ]);
  return `${measuredOn(measured)} Medians of ${measured.runs} runs.\n\n${table(head, rows)}`;
}

export function pipelineTable({ pipeline }: AllResults): string {
  const head = ["", "records/s", "MB/s", "CPU s per million records", "CPU s of the account"];
  const rows = pipeline.rows.map((row) => [
    row.what,
    row["records/s"],
    row["MB/s"],
    row["CPU s a million"],
    row["account's CPU s a million"],
  ]);
  const input = `${numberText(pipeline.records)} records, medians of ${pipeline.runs} runs.`;
  return `${measuredOn(pipeline)} ${input}\n\n${table(head, rows)}`;
}

export function memoryTable({ memory }: AllResults): string {
  const head = ["", "records", "resident MB after a tenth", "at the end", "peak MB", "date"];
  const rows = memory.map(({ date, goalMb, mode, name, peakMb, records, samples }) => [
    caseName(name, mode),
    records,
    samples[0]?.residentMb ?? 0,
    samples.at(-1)?.residentMb ?? 0,
    markMissed(numberText(peakMb), peakMb < (goalMb ?? Infinity)),
    date,
  ]);
  return table(head, rows);
}

function caseName(name: string, mode: string): string {
  if (name === "line") return "one line of 100 MB";
  if (name === "streams") return "10,000 streams";
  if (name === "orders") return "custom object records that name users";
  return mode === "dry_run" ? "users, dry run" : "users";
}

export function paceTable({ pace }: AllResults): string {
  const head = ["Records", "seconds", "CPU s", "of a core", "peak MB"];
  const core = `${numberText(Math.round((pace.cpuSeconds / pace.seconds) * 1000) / 10)} %`;
  const rows = [[pace.records, pace.seconds, pace.cpuSeconds, core, pace.peakMb]];
  return `${measuredOn(pace)}\n\n${table(head, rows)}`;
}

export function streamsTable({ streams }: AllResults): string {
  const head = ["Records of the stream", "its fair share ends after s", "its last state comes after s"];
  const rows = shownOf(streams.rows).map((row) => [row.records, row["fair share ends"], row["last state"]]);
  const late = `The latest state came ${streams.late} s after its stream's fair share. The sync took ${streams.ratio} of the ideal.`;
  return `${measuredOnVirtualTime(streams)}\n\n${table(head, rows)}\n${late}`;
}

export function podsTable({ pods }: AllResults): string {
  const head = [
    "Short of",
    "Connectors",
    "used",
    "slowest / mean",
    "refusals of one, at most",
    "on average",
    "records/s",
  ];
  const rows = pods.rows.map((row) => [
    row.binding,
    row.connectors,
    markMissed(numberText(row["used of allowed"]), isUseMet(row)),
    markMissed(numberText(row["slowest / mean"]), row["slowest / mean"] <= PODS_GOALS.slowest),
    markMissed(numberText(row["refusals, most"]), row["refusals, most"] <= PODS_GOALS.refusals),
    numberText(row["refusals, mean"]),
    row["records/s"],
  ]);
  return `${measuredOnVirtualTime(pods)}\n\n${table(head, rows)}`;
}
