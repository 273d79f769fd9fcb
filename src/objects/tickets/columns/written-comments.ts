import { isJsonObject } from "airbyte-cdk-typescript";
import { type ZendeskTicket, commentsOfTicket } from "../../../zendesk/resources/tickets.ts";
import type { Draft, EnrichmentContext } from "../../object-type.ts";
import { without } from "../../row.ts";
import { authorOfFirst } from "./first-comment.ts";
import { isSameComment } from "./same-comment.ts";
import type { TicketsSettings } from "../tickets-settings.ts";

type Creation = Pick<TicketsSettings, "tickets_create">;

/**
 * The drafts without comments that their tickets already have, with the same text and author: sending a record again adds
 * nothing.
 */
export async function withoutWrittenComments(
  drafts: readonly Draft<ZendeskTicket>[],
  settings: Creation,
  context: EnrichmentContext,
): Promise<readonly Draft<ZendeskTicket>[]> {
  const left: Draft<ZendeskTicket>[] = [];
  for (const draft of drafts) left.push(await withoutWrittenComment(draft, settings, context));
  return left;
}

async function withoutWrittenComment(
  draft: Draft<ZendeskTicket>,
  settings: Creation,
  { api, signal }: EnrichmentContext,
): Promise<Draft<ZendeskTicket>> {
  const { held, values } = draft;
  const { comment } = values;
  if (held === undefined || !isJsonObject(comment)) return draft;
  const written = await commentsOfTicket(api.client, held.id, signal);
  const otherAuthor = authorOfFirst(draft, settings);
  const isWritten = written.some((each, index) => isSameComment(each, comment, index === 0 ? otherAuthor : undefined));
  return isWritten ? { ...draft, values: without(values, "comment") } : draft;
}
