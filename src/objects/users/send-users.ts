import type { Rejection } from "../../rejects/rejection.ts";
import type { BulkJobOutcome, BulkJobRequest } from "../../zendesk/bulk-job.ts";
import { refusedRequest } from "../refused-request.ts";
import type { Outcome, Row, UnknownOutcome, WriteMode, WriteRequest } from "../zendesk-object.ts";
import { type UserDraft, alreadyExists } from "./decide.ts";
import { findUsers } from "./find-users.ts";
import { type WrittenUser, followUpUsers } from "./follow-up.ts";
import { missingName, rowOutcome } from "./row-outcome.ts";
import { type UserPayload, userPayload } from "./user-payload.ts";
import type { UsersSettings } from "./users-settings.ts";

type Route = "create_or_update_many" | "create_many" | "update_many" | "destroy_many";

/** Sends rows that are to be written, each by the bulk request of its mode, and does what is left to do afterwards. */
export async function sendUsers(
  drafts: readonly UserDraft[],
  request: WriteRequest,
  settings: UsersSettings,
): Promise<ReadonlyMap<Row, Outcome>> {
  const outcomes = new Map<Row, Outcome>();
  for (const [route, group] of byRoute(drafts, request.mode)) {
    for (const [row, outcome] of await sendGroup(route, group, request, settings)) outcomes.set(row, outcome);
  }
  return outcomes;
}

/** An upsert by Zendesk's id is an update of a user that was found. */
function byRoute(drafts: readonly UserDraft[], mode: WriteMode): ReadonlyMap<Route, readonly UserDraft[]> {
  const routes: Readonly<Record<WriteMode, (draft: UserDraft) => Route>> = {
    upsert: ({ row }) => (row.key.column === "id" ? "update_many" : "create_or_update_many"),
    insert: () => "create_many",
    update: () => "update_many",
    delete: () => "destroy_many",
  };
  return Map.groupBy(drafts, routes[mode]);
}

async function sendGroup(
  route: Route,
  drafts: readonly UserDraft[],
  request: WriteRequest,
  settings: UsersSettings,
): Promise<ReadonlyMap<Row, Outcome>> {
  const payloads = drafts.map((draft) => userPayload(draft, request.mode, settings));
  const job = await runJob(route, drafts, payloads, request);
  if ("kind" in job) return new Map(drafts.map(({ row }) => [row, job]));
  const outcomes = new Map<Row, Outcome>();
  const written = new Map<Row, WrittenUser>();
  for (const [index, { row, user }] of drafts.entries()) {
    const result = job.results[index] ?? { kind: "unknown" };
    outcomes.set(row, ownInsert(rowOutcome(result, job, request.mode), request));
    const followUp = payloads[index]?.followUp;
    const userId = user?.id ?? ("id" in result ? result.id : undefined);
    const isWritten = result.kind === "created" || result.kind === "updated";
    if (isWritten && followUp && userId !== undefined) written.set(row, { userId, followUp });
  }
  const unknown = await followUpUsers([...written.values()], request, settings);
  for (const [row, { userId }] of written) if (unknown.has(userId)) outcomes.set(row, unfinished(job));
  await explainRefusals(outcomes, request);
  return outcomes;
}

/** A request that fails says something of its own rows, and nothing of those that were decided without it. */
async function runJob(
  route: Route,
  drafts: readonly UserDraft[],
  payloads: readonly UserPayload[],
  request: WriteRequest,
): Promise<BulkJobOutcome | UnknownOutcome> {
  try {
    return await request.api.jobs.run({
      ...bulkRequest(
        route,
        drafts,
        payloads.map(({ user }) => user),
      ),
      rows: payloads.map(({ user }, index) =>
        route === "destroy_many" ? { id: drafts[index]?.user?.id } : rowKeys(user),
      ),
      // An upsert or an update done twice is done once. What creates or deletes is looked up before it is sent again: a
      // second time it would fail.
      isRepeatable: route === "create_or_update_many" || route === "update_many",
      signal: request.signal,
    });
  } catch (error) {
    const refused = refusedRequest(error);
    if (!refused) throw error;
    return refused;
  }
}

function bulkRequest(
  route: Route,
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

function unfinished(job: BulkJobOutcome): Outcome {
  const why = `the user was written by job ${job.jobId}, but Zendesk did not say what became of its tags or organization`;
  return { kind: "unknown", why, rejection: undefined };
}

/** Sent before, and existing now: it may be the one that was sent, which the search index does not know yet. */
function ownInsert(outcome: Outcome, { isRepeat, mode }: WriteRequest): Outcome {
  const exists = outcome.kind === "rejected" && outcome.rejection.reason === "already_exists";
  if (!exists || !isRepeat || mode !== "insert") return outcome;
  return {
    kind: "unknown",
    why: "a user that was inserted exists, but not whether this sync made it",
    rejection: undefined,
  };
}

/**
 * Why a row failed is told in the caller's language, but whether its user exists can be seen: an insert of a user who
 * does failed for that, and an upsert without a name of one who does not failed for that.
 */
async function explainRefusals(outcomes: Map<Row, Outcome>, request: WriteRequest): Promise<void> {
  const { mode } = request;
  const isInsert = mode === "insert";
  const refused = [...outcomes].flatMap(([row, outcome]) => {
    const isUnexplained = outcome.kind === "rejected" && outcome.rejection.reason === "zendesk_error";
    return isUnexplained && (isInsert || (mode === "upsert" && row.values["name"] === undefined)) ? [row] : [];
  });
  const users = await findUsers(refused, request);
  for (const row of refused) {
    if (isInsert && users.has(row)) outcomes.set(row, ownInsert(alreadyExists(row), request));
    if (!isInsert && !users.has(row)) outcomes.set(row, withReason(outcomes.get(row), missingName()));
  }
}

/** A rejection with another reason; what Zendesk said stays with it. */
function withReason(outcome: Outcome | undefined, reason: Rejection): Outcome {
  const zendesk = outcome?.kind === "rejected" ? outcome.rejection.zendesk : undefined;
  return { kind: "rejected", rejection: { ...reason, zendesk } };
}
