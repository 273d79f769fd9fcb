import { z } from "zod";

/** A bulk job as `job_statuses` tells it. `results` is an array, an object, or null, depending on job and state. */
export const jobStatus = z.object({
  /** 32 hex digits, or `V3-` and these, but treated as opaque. A comma would be two ids in the list that is asked for. */
  id: z.string().regex(/^[^\s,]{1,200}$/),
  /** A word; a sentence, which might quote people's data, counts as no known state. */
  status: z.string().transform((status) => (/^\w{1,40}$/.test(status) ? status : "unknown")),
  /** Rows done so far; whatever it is, a change of it is progress. */
  progress: z.unknown().optional(),
  results: z.unknown().optional(),
});
export type JobStatus = z.output<typeof jobStatus>;

/** `killed` and `aborted` are not among the documented states, but other clients have met them. */
const FAILED: ReadonlySet<string> = new Set(["failed", "killed", "aborted"]);

export function isTerminal({ status }: JobStatus): boolean {
  return status === "completed" || hasFailedAsWhole(status);
}

export function hasFailedAsWhole(status: string): boolean {
  return FAILED.has(status);
}
