import { type StreamEnd, runStreams, sizesOfStreams } from "./streams/virtual-streams.ts";
import { writeResults } from "./write-results.ts";

/** A sync may take this much longer than it would if every record went out at the pace of the setting. */
const GOAL = 1.05;
/** How much later than its fair share allows a stream's last state may come: the flush interval and one job. */
const LATEST_SECONDS = 30 + 6;
const SHOWN = 8;

interface StreamRow {
  readonly records: number;
  readonly "fair share ends": number;
  readonly "last state": number;
  readonly "seconds late": number;
}

export interface StreamsResults {
  readonly records: number;
  readonly recordsPerSecond: number;
  readonly ratio: number;
  readonly goal: number;
  readonly late: number;
  readonly latest: number;
  readonly rows: readonly StreamRow[];
}

/**
 * 50 uneven streams whose records come in turn, in one connector on virtual time. If all streams have the same share of the pace,
 * each ends at a moment that its size decides. How much later does its last state come? And how long does the sync take, over the
 * time that the pace allows? Returns whether both are within their goals.
 */
export async function benchStreams(): Promise<boolean> {
  const sizes = sizesOfStreams();
  const { ends, jobsMs, recordsPerSecond, tookMs } = await runStreams(sizes, 1);
  const records = sizes.reduce((sum, size) => sum + size, 0);
  const idealMs = (records / recordsPerSecond) * 1000 + jobsMs;
  const rows = ends.map((end) => rowOf(end, sizes, recordsPerSecond));
  console.table(shownOf(rows));
  const late = Math.max(...rows.map((row) => row["seconds late"]));
  const ratio = Math.round((tookMs / idealMs) * 1000) / 1000;
  const results: StreamsResults = { records, recordsPerSecond, ratio, goal: GOAL, late, latest: LATEST_SECONDS, rows };
  writeResults("streams", results);
  console.log(
    `${rows.length} streams of ${Math.min(...sizes)} to ${Math.max(...sizes)} records. The last state of a stream comes at most ` +
      `${late} s (goal: ${LATEST_SECONDS}) after its fair share ends. The sync takes ${ratio} of the ideal (goal: ${GOAL}).`,
  );
  return late <= LATEST_SECONDS && ratio <= GOAL;
}

/** Some of the streams, with the smallest and the largest. */
export function shownOf(rows: readonly StreamRow[]): readonly StreamRow[] {
  const step = Math.ceil((rows.length - 1) / (SHOWN - 1));
  return rows.filter((_row, index) => index % step === 0 || index === rows.length - 1);
}

/** When a stream of this size ends if all have the same share until they end. */
function fairSeconds(size: number, sizes: readonly number[], recordsPerSecond: number): number {
  return sizes.reduce((sum, other) => sum + Math.min(other, size), 0) / recordsPerSecond;
}

function rowOf({ size, stateAtMs }: StreamEnd, sizes: readonly number[], recordsPerSecond: number): StreamRow {
  const fair = fairSeconds(size, sizes, recordsPerSecond);
  const seconds = stateAtMs / 1000;
  return {
    records: size,
    "fair share ends": tenths(fair),
    "last state": tenths(seconds),
    "seconds late": tenths(seconds - fair),
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
