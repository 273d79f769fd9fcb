import { z } from "zod";

/** A bulk job in `job_statuses`. `results` is an array, an object or null, depending on job and state. */
export const jobStatus = z.object({
  /** 32 hex digits, with or without `V3-`, but treated as opaque. A comma would make it two ids in a list of ids. */
  id: z.string().regex(/^[^\s,]{1,200}$/),
  /** A word. A sentence, which might quote personal data, counts as an unknown state. */
  status: z.string().transform((status) => (/^\w{1,40}$/.test(status) ? status : "unknown")),
  /** Rows done so far, in any form: a change is progress. */
  progress: z.unknown().optional(),
  /** Rows of the job. */
  total: z.unknown().optional(),
  results: z.unknown().optional(),
});
export type JobStatus = z.output<typeof jobStatus>;

/** `killed` and `aborted` are not documented, but other clients have seen them. */
const FAILED: ReadonlySet<string> = new Set(["failed", "killed", "aborted"]);

export function isTerminal({ status }: JobStatus): boolean {
  return status === "completed" || hasFailedAsWhole(status);
}

export function hasFailedAsWhole(status: string): boolean {
  return FAILED.has(status);
}
