import type { FailureType } from "../../protocol.ts";
import type { DestinationEnd } from "../running-destination.ts";

/** What a destination does differently from what Airbyte or its users rely on. */
export class ConformanceFailure extends Error {
  override readonly name = "ConformanceFailure";
}

/** Throws `ConformanceFailure` with the problem, unless it `holds`. */
export function expectThat(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new ConformanceFailure(problem);
}

export function expectSuccess(end: DestinationEnd): void {
  const [error] = end.errors;
  expectThat(
    end.code === 0 && error === undefined,
    `It ended with ${howItEnded(end)}, and not with 0.${error === undefined ? "" : ` Its TRACE ERROR: ${error.message}`}`,
  );
}

/** Exit code 1, and exactly one TRACE ERROR. */
export function expectFailure(end: DestinationEnd, type?: FailureType): void {
  const types = end.errors.map(({ failure_type }) => failure_type);
  expectThat(end.code === 1, `It ended with ${howItEnded(end)}, and not with 1.`);
  expectThat(types.length === 1, `It printed ${types.length} TRACE ERROR messages, and not exactly one.`);
  if (type !== undefined) expectThat(types[0] === type, `Its failure_type is ${types[0]}, and not ${type}.`);
}

export function howItEnded({ code, signal }: DestinationEnd): string {
  return signal ?? `exit code ${code}`;
}

const STATS = String.raw`"destinationStats"\s*:\s*\{(?:[^{}]|\{[^{}]*\})*\}`;
const STATS_MEMBER = new RegExp(String.raw`\s*,\s*${STATS}|${STATS}\s*,`);

/** The states that came back, each exactly as it was sent but for its counts, and in the same order. */
export function expectStates(end: DestinationEnd, sent: readonly string[]): void {
  const returned = end.output.stateLines.map(withoutStats);
  for (const [index, line] of sent.map(withoutStats).entries()) {
    const place = `State ${index + 1} of ${sent.length}`;
    expectThat(returned[index] !== undefined, `${place} did not come back.`);
    expectThat(
      returned[index] === line,
      `${place} came back changed or in another place.\nsent:     ${line}\nreturned: ${returned[index]}`,
    );
  }
  expectThat(returned.length === sent.length, `${returned.length} states came back, and ${sent.length} were to.`);
}

function withoutStats(line: string): string {
  return line.replace(STATS_MEMBER, "");
}

/** The counts of each state, as numbers of written and rejected records. */
export function expectCounts(
  end: DestinationEnd,
  expected: readonly (readonly [written: number, rejected: number])[],
): void {
  for (const [index, [written, rejected]] of expected.entries()) {
    const stats = end.states[index]?.destinationStats;
    const place = `State ${index + 1}`;
    expectThat(stats !== undefined, `${place} has no destinationStats.`);
    expectThat(
      stats.recordCount === written && stats.rejectedRecordCount === rejected,
      `${place} counts ${stats.recordCount} written and ${stats.rejectedRecordCount} rejected records, and not ${written} and ${rejected}.`,
    );
  }
}
