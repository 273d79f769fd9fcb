/** One thing that a release needs. */
export interface Finding {
  /** What was looked at. */
  readonly what: string;
  /** What is missing, and what to do about it. Nothing if all is well. */
  readonly missing: readonly string[];
  /** What people should know even if nothing is missing. */
  readonly note?: string;
}
