import type { FaultName } from "zendesk-simulator";

/** If Zendesk fails every job with a record, the record is given up in the end, even if it is valid. */
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
