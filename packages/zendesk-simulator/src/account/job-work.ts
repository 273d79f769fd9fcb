import type { JsonObject } from "../json.ts";

/** The work of a job. */
export interface JobWork {
  /** As Zendesk names it, "Bulk Create User". */
  readonly jobType: string;
  /** Named by TooManyJobs: "UserBulkUpdateJobV2". */
  readonly jobClass: string;
  /** The message of a working job, "Creating User". */
  readonly activity: string;
  readonly total: number;
  /** The rows as they were sent. */
  readonly rows: readonly JsonObject[];
  /** Names of the rows, for the simulator's log. */
  readonly rowKeys: readonly string[];
  /** Applies one row, at the moment the job ends, and returns its result. */
  run(index: number, nowMs: number): JsonObject;
}
