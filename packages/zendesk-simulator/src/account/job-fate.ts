import type { Json, JsonObject } from "../json.ts";
import type { JobWork } from "./job-work.ts";

/** What happens to a job. Where a property is absent, the job behaves normally. */
export interface JobFate {
  /** Which rows are applied. */
  readonly applied?: "all" | "none" | "first_half";
  /** The result of a row that fails although nothing is wrong with it. It is not applied. */
  failedRow?(index: number): JsonObject | undefined;
  /** "unknown": a status that no client knows, and that never changes. */
  readonly end?: "completed" | "failed" | "killed" | "aborted" | "unknown";
  /** Its status while it works. Default "working". */
  readonly statusAtWork?: "working" | "processing";
  /** How a completed job shows its results. */
  showResults?(results: readonly JsonObject[], work: JobWork): Json;
  /** It waits this long for a worker, regardless of other jobs. */
  readonly delayMs?: number;
  /** The working time, during which its progress creeps up. */
  readonly workMs?: number;
  /**
   * The first `polls` that ask for it by id do not find it: `show_many` leaves it out, or is a 404 as a whole. With
   * Infinity it is never found; the list of all jobs shows it until it has ended, as in zenpy's issue 291.
   */
  readonly missing?: { readonly polls: number; readonly showMany: "leaves_out" | "not_found" };
  /** The answer to the request that made the job never arrives. */
  readonly isAnswerLost?: boolean;
  readonly id?: string;
}

/** Does the work that the fate allows. One result per row, undefined for a row that was not reached. */
export function applyRows(work: JobWork, fate: JobFate, nowMs: number): readonly (JsonObject | undefined)[] {
  const { applied = "all" } = fate;
  const reached = { all: work.rows.length, none: 0, first_half: Math.floor(work.rows.length / 2) }[applied];
  return work.rows.map((_row, index) =>
    index < reached ? (fate.failedRow?.(index) ?? work.run(index, nowMs)) : undefined,
  );
}

/** What a job shows when it has ended. Only a completed one has results. */
export function shownResults(work: JobWork, fate: JobFate, results: readonly (JsonObject | undefined)[]): Json {
  if ((fate.end ?? "completed") !== "completed") return null;
  const rows = results.filter((row) => row !== undefined);
  return fate.showResults === undefined ? rows : fate.showResults(rows, work);
}
