import { matchingKeysOf } from "../keys.ts";
import type { WriteAction, BulkEndpoint, Draft, ObjectType, Payload, SentRow, WriteContext } from "../object-type.ts";
import { tryRequest } from "./explain/refused-request.ts";
import { bulkOutcome } from "./explain/row-outcome.ts";
import { runBulkJob } from "./run-bulk-job.ts";

/** Sends rows in one bulk job, or in one per key if the keys have separate endpoints. */
export async function submitInBulk(
  object: ObjectType,
  action: WriteAction,
  drafts: readonly Draft[],
  context: WriteContext,
): Promise<readonly SentRow[]> {
  const route = object.actions[action];
  if (route === undefined) throw new Error(`${object.name} have no action ${action}`);
  if ("oneByOne" in route) throw new Error(`${object.name} have no bulk ${action}: quirks.submit must send it`);
  if (!("byKey" in route)) return submitTo(route, { object, action }, drafts, context);
  const sent: SentRow[] = [];
  for (const [column, own] of Map.groupBy(drafts, ({ row }) => row.key.column)) {
    const endpoint = route.byKey.get(column);
    if (!endpoint) throw new Error(`${object.name} have no bulk ${action} by ${column}`);
    sent.push(...(await submitTo(endpoint, { object, action }, own, context)));
  }
  return sent;
}

interface Submission {
  readonly object: ObjectType;
  readonly action: WriteAction;
}

async function submitTo(
  endpoint: BulkEndpoint,
  { action, object }: Submission,
  drafts: readonly Draft[],
  context: WriteContext,
): Promise<readonly SentRow[]> {
  const { followUps, running } = startJob(endpoint, { object, action }, drafts, context);
  const tried = await running;
  // The refusal is only about these rows, not about those that were decided without it.
  if ("refused" in tried) return drafts.map(({ row }) => ({ row, outcome: tried.refused }));
  const job = tried.found;
  if (job.results.length !== drafts.length) {
    throw new Error(`${job.results.length} results were given for ${drafts.length} rows`);
  }
  return drafts.map(({ held, row }, index) => {
    const result = job.results[index] ?? { kind: "unknown" };
    const heldId = held?.id ?? ("id" in result ? result.id : undefined);
    const outcome = bulkOutcome(result, job, { object, mode: context.mode });
    return { row, outcome, heldId, followUp: followUps[index] };
  });
}

/** A function of its own, so that the bodies are not kept while the job runs. */
function startJob(
  endpoint: BulkEndpoint,
  { action, object }: Submission,
  drafts: readonly Draft[],
  context: WriteContext,
): { readonly followUps: readonly unknown[]; readonly running: ReturnType<typeof tryJob> } {
  const payloads = drafts.map((draft) => payloadOf(object, action, draft));
  const bodies = payloads.map(({ body }) => body);
  const running = tryJob({ action, endpoint, bodies, keys: matchingKeysOf(object) }, context);
  return { followUps: payloads.map(({ followUp }) => followUp), running };
}

function tryJob(job: Parameters<typeof runBulkJob>[0], context: WriteContext) {
  return tryRequest(runBulkJob(job, context));
}

/** An update or deletion uses the id of what was found, whichever key found it. */
function payloadOf(object: ObjectType, action: WriteAction, draft: Draft): Payload {
  if (action === "delete") return { body: { id: draft.held?.id } };
  const { body, followUp } = object.payload(draft, action);
  return { body: action === "update" ? { id: draft.held?.id, ...body } : body, followUp };
}
