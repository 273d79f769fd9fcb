import { z } from "zod";

/** A bulk job as `job_statuses` tells it. `results` is an array, an object, or null, depending on job and state. */
export const jobStatus = z.object({
  id: z.string().min(1),
  status: z.string(),
  message: z.string().nullish(),
  total: z.number().nullish(),
  progress: z.number().nullish(),
  results: z.unknown().optional(),
});
export type JobStatus = z.output<typeof jobStatus>;

/** `killed` is not among the documented states, but other clients have met it. */
const TERMINAL: ReadonlySet<string> = new Set(["completed", "failed", "killed"]);

export function isTerminal(job: JobStatus): boolean {
  return TERMINAL.has(job.status);
}
