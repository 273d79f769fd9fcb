import type { FaultName } from "zendesk-simulator";

/** When Zendesk fails every job with a record, it is given up in the end, whatever is right about it. */
export const FAILING_JOBS: ReadonlySet<FaultName> = new Set([
  "job-failed",
  "job-failed-half-applied",
  "job-killed-half-applied",
  "job-aborted-half-applied",
  "row-conflict",
  "failed-rows-index-in-id",
  "failed-rows-localized",
  "failed-rows-with-index",
  "failed-rows-without-index",
]);
