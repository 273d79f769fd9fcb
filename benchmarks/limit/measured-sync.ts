/** A sync into an account of a scenario. */
export interface MeasuredSync {
  /** From the first job until the end of the sync. */
  readonly tookMs: number;
  /** How long each job took, in the order in which Zendesk accepted them. */
  readonly jobsMs: readonly number[];
  /** All requests but those for tokens, the first ones of a sync included. */
  readonly requests: number;
  /** Requests that follow jobs. */
  readonly polls: number;
  /** Refusals because of the rate limit or the job limit. */
  readonly refusals: number;
}
