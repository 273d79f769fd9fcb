import type { BulkJobOutcome, BulkJobRequest } from "../../zendesk/jobs/bulk-job.ts";
import { orRefused } from "../refused-request.ts";
import type { Outcome, Row, WriteRequest } from "../zendesk-object.ts";
import type { UserDraft } from "./user-draft.ts";
import { rowOutcome } from "./row-outcome.ts";
import { type FollowUp, type UserPayload, userPayload } from "./user-payload.ts";
import type { UsersSettings } from "./users-settings.ts";

export type BulkRoute = "create_or_update_many" | "create_many" | "update_many" | "destroy_many";

/** A row that was sent, and what Zendesk said of it. */
export interface SentUser {
  readonly row: Row;
  readonly outcome: Outcome;
  /** Of the user that was written. */
  readonly userId?: number | undefined;
  /** What is left to do for that user. */
  readonly followUp?: FollowUp | undefined;
}

/** Sends rows in one bulk job. */
export async function writeInBulk(
  route: BulkRoute,
  drafts: readonly UserDraft[],
  request: WriteRequest,
  settings: UsersSettings,
): Promise<readonly SentUser[]> {
  const payloads = drafts.map((draft) => bulkPayload(route, draft, request, settings));
  const tried = await orRefused(runJob(route, drafts, payloads, request));
  // Of its own rows: it says nothing of those that were decided without it.
  if ("refused" in tried) return drafts.map(({ row }) => ({ row, outcome: tried.refused }));
  const job = tried.found;
  return drafts.map(({ row, user }, index) => {
    const result = job.results[index] ?? { kind: "unknown" };
    const userId = user?.id ?? ("id" in result ? result.id : undefined);
    const outcome = rowOutcome(result, job, request.mode);
    return { row, outcome, userId, followUp: payloads[index]?.followUp };
  });
}

/** An update names a user that was found by its id, whatever key found it. */
function bulkPayload(route: BulkRoute, draft: UserDraft, { mode }: WriteRequest, settings: UsersSettings): UserPayload {
  const { user, followUp } = userPayload(draft, mode, settings);
  return { user: route === "update_many" ? { id: draft.user?.id, ...user } : user, followUp };
}

function runJob(
  route: BulkRoute,
  drafts: readonly UserDraft[],
  payloads: readonly UserPayload[],
  { api, signal }: WriteRequest,
): Promise<BulkJobOutcome> {
  const users = payloads.map(({ user }) => user);
  return api.jobs.run({
    ...bulkRequest(route, drafts, users),
    rows: users.map((user, index) => (route === "destroy_many" ? { id: drafts[index]?.user?.id } : rowKeys(user))),
    // An upsert or an update done twice is done once. What creates or deletes is looked up before it is sent again: a
    // second time it would fail.
    isRepeatable: route === "create_or_update_many" || route === "update_many",
    signal,
  });
}

function bulkRequest(
  route: BulkRoute,
  drafts: readonly UserDraft[],
  users: readonly object[],
): Pick<BulkJobRequest, "method" | "path" | "query" | "body"> {
  const path = `/api/v2/users/${route}.json`;
  if (route === "destroy_many") {
    return { method: "DELETE", path, query: { ids: drafts.flatMap(({ user }) => user?.id ?? []).join(",") } };
  }
  return { method: route === "update_many" ? "PUT" : "POST", path, body: JSON.stringify({ users }) };
}

function rowKeys(user: Readonly<Record<string, unknown>>): BulkJobRequest["rows"][number] {
  const { id, email, external_id } = user;
  return {
    id: typeof id === "number" ? id : undefined,
    email: typeof email === "string" ? email : undefined,
    external_id: typeof external_id === "string" ? external_id : undefined,
  };
}
