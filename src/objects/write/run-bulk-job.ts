import { numberText } from "../../json/exact-json.ts";
import type { BulkJobOutcome, BulkJobRequest } from "../../zendesk/jobs/bulk-job.ts";
import type { BulkEndpoint, Payload, WriteAction } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";

interface BulkJob {
  readonly action: WriteAction;
  readonly endpoint: BulkEndpoint;
  readonly bodies: readonly Payload["body"][];
  /** Columns that identify a row among the results, besides the id. */
  readonly keys?: readonly string[];
}

/** One result for each body, in order. */
export function runBulkJob(
  { action, bodies, endpoint, keys = [] }: BulkJob,
  { api, signal }: RequestContext,
): Promise<BulkJobOutcome> {
  const { isRepeatable, method, path } = endpoint;
  const columns = [...new Set(["id", ...keys])];
  const rows = bodies.map((body) => rowKeys(body, columns));
  return api.jobs.run({ method, path, ...endpoint.encode(bodies), rows, action, isRepeatable, signal });
}

/** What identifies a row among the results, which may be in another order. */
function rowKeys(body: Payload["body"], columns: readonly string[]): BulkJobRequest["rows"][number] {
  const keys: Record<string, string> = {};
  for (const column of columns) {
    const text = numberText(body[column]) ?? body[column];
    if (typeof text === "string") keys[column] = text;
  }
  return keys;
}
