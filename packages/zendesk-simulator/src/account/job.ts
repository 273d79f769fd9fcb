import type { Json, JsonObject } from "../json.ts";
import type { JobFate } from "./job-fate.ts";
import type { JobWork } from "./job-work.ts";

export interface Job {
  readonly id: string;
  readonly number: number;
  readonly work: JobWork;
  readonly fate: JobFate;
  readonly acceptedAt: number;
  readonly startAt: number;
  readonly finishAt: number;
  /** How often it was requested by id and not found. */
  missedPolls: number;
  ended: { readonly results: Json; readonly rowsApplied: number } | undefined;
}

/** What is remembered of a job after Zendesk has forgotten it. */
export interface JobRecord {
  readonly id: string;
  readonly jobType: string;
  readonly total: number;
  readonly acceptedAt: number;
  readonly finishAt: number;
  readonly failedRows: number;
}

export interface AppliedJob {
  readonly jobId: string;
  readonly appliedAt: number;
  /** Of the rows that were reached, failed ones included. */
  readonly rowKeys: readonly string[];
}

/** For tests that watch a run: a job the account has just taken. */
export interface AcceptedJob {
  readonly jobId: string;
  readonly acceptedAt: number;
  readonly jobType: string;
  readonly rowKeys: readonly string[];
  readonly rows: readonly JsonObject[];
}

/** For tests that watch a run: a job that has just ended, whatever it shows. */
export interface EndedJob extends AcceptedJob {
  readonly appliedAt: number;
  /** One per row; undefined for a row that was not reached, which was not applied. */
  readonly results: readonly (JsonObject | undefined)[];
}
