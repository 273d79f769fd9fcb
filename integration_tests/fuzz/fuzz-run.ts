import { expect } from "vitest";
import { type RejectedRecord, rejectedIn } from "../../testing/connector/rejected-records.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { type VirtualEnd, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";
import { type Expectation, type ExpectedState, expectStatesOf, expectationOf, nameOf } from "./expectation.ts";
import type { FuzzInput } from "./input.ts";
import { countWritten, fuzzAccount } from "./fuzz-account.ts";
import { STREAMS } from "./streams.ts";

/** Far more than any run takes. A run that takes longer hangs. */
const HANG_MS = 60_000;
/** A stream of fewer records ends green even if all were rejected. */
const FEWEST_TO_JUDGE = 20;

interface FuzzRun extends VirtualEnd {
  readonly states: readonly Buffer[];
  /** What the reject files hold. */
  readonly kept: readonly RejectedRecord[];
  /** Things in the account at the end that were not there before. */
  readonly things: number;
}

/** What the runs did in total, which proves that they did something. */
export class FuzzTally {
  runs = 0;
  ended = 0;
  lines = 0;
  states = 0;
  written = 0;
  rejected = 0;

  toString(): string {
    const { runs, ended, lines, states, written, rejected } = this;
    return `${lines} lines in ${runs} runs, ${ended} ended by a line; ${states} states, ${written} records written, ${rejected} rejected`;
  }
}

/** Runs the connector with the input. Throws unless all results are as expected. */
export async function expectSound(input: FuzzInput, tally: FuzzTally): Promise<void> {
  const expectation = expectationOf(input.bytes);
  const run = await runWith(input);
  const allRejected = streamsAllRejected(run, expectation);
  const endedAt = endOf(run, expectation, allRejected);
  const reached = expectation.states.filter(({ lineNumber }) => lineNumber < (endedAt ?? Infinity));
  const missing = expectStatesOf(reached, run.states);
  // This also holds for a sync that a line ended: everything before it is written first.
  expect({ missing: missing.filter((state) => !isHeld(state, missing, allRejected)) }).toEqual({ missing: [] });
  if (expectation.areAllCovered && allRejected.size === 0) expectAllCounted(run);

  const { written, rejected } = run.output.counts;
  tally.runs += 1;
  tally.ended += endedAt === undefined ? 0 : 1;
  tally.lines += endedAt ?? expectation.lines;
  tally.states += run.states.length;
  tally.written += written;
  tally.rejected += rejected;
}

async function runWith({ bytes, settings }: FuzzInput): Promise<FuzzRun> {
  const simulator = fuzzAccount();
  const folder = temporaryFolder();
  const chunks: Buffer[] = [];
  const end = await syncOnVirtualTime({
    simulator,
    streams: STREAMS,
    settings: { object_storage_config: { storage_type: "Local", path: folder }, ...settings },
    input: [bytes],
    onOutput: (chunk) => chunks.push(chunk),
    hangMs: HANG_MS,
  });
  // States may contain bytes that are not UTF-8; Latin-1 keeps them.
  const lines = Buffer.concat(chunks).toString("latin1").split("\n").slice(0, -1);
  const printed = lines.map((line) => Buffer.from(line, "latin1"));
  const states = printed.filter((line) => (JSON.parse(line.toString()) as { type: string }).type === "STATE");
  return { ...end, states, kept: rejectedIn(folder), things: countWritten(simulator, end.endedAt) };
}

/** The line that ended the sync; undefined if it reached the end. Throws for an error that nothing in the input explains. */
function endOf(
  { code, output }: FuzzRun,
  { mustEndAt }: Expectation,
  allRejected: ReadonlySet<string>,
): number | undefined {
  if (mustEndAt === undefined) {
    const ends = output.errors.map(({ internal_message }) => internal_message);
    expect({ code, ends }).toEqual(
      allRejected.size > 0 ? { code: 1, ends: ["all_records_rejected"] } : { code: 0, ends: [] },
    );
    return undefined;
  }
  const [error] = output.errors;
  const types = output.errors.map(({ failure_type }) => failure_type);
  expect({ code, types }).toEqual({ code: 1, types: ["system_error"] });
  const lineNumber = Number(/^Line (\d+) of the input/.exec(error?.message ?? "")?.[1]);
  if (lineNumber === mustEndAt) return lineNumber;
  throw new Error(`nothing in the input explains the error ${JSON.stringify(error, undefined, 1)}`);
}

/** Whether the state waits for a stream whose mapping must be wrong, or for a state of all streams that does. */
function isHeld(state: ExpectedState, missing: readonly ExpectedState[], allRejected: ReadonlySet<string>): boolean {
  if (allRejected.size === 0) return false;
  if (state.stream !== undefined && allRejected.has(state.stream)) return true;
  return missing.some(({ stream, lineNumber }) => stream === undefined && lineNumber <= state.lineNumber);
}

/** The streams with enough records to judge their mapping by, all of them rejected. */
function streamsAllRejected({ kept }: FuzzRun, { records }: Expectation): ReadonlySet<string> {
  const rejected = new Map<string, number>();
  for (const { stream, namespace } of kept) {
    const name = nameOf(stream, namespace) ?? "";
    rejected.set(name, (rejected.get(name) ?? 0) + 1);
  }
  const judged = [...records].filter(([name, count]) => count >= FEWEST_TO_JUDGE && rejected.get(name) === count);
  return new Set(judged.map(([name]) => name));
}

function expectAllCounted({ output, kept, things }: FuzzRun): void {
  const { created, deleted, rejected } = output.counts;
  expect({ rejected, things: created - deleted }).toEqual({ rejected: kept.length, things });
}
