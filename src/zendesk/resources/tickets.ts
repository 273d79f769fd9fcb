import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { pageMeta, readPages } from "../http/pages.ts";
import { showMany } from "../http/show-many.ts";

const ticket = z.looseObject({
  id: z.number(),
  external_id: z.string().nullish(),
  status: z.string(),
  updated_at: z.string(),
  tags: z.array(z.string()).catch([]),
  email_cc_ids: z.array(z.number()).catch([]),
  follower_ids: z.array(z.number()).catch([]),
  custom_fields: z.array(z.object({ id: z.number(), value: z.unknown() })).catch([]),
});

/** A ticket as Zendesk holds it, with all of its fields. */
export type ZendeskTicket = z.output<typeof ticket>;

const tickets = z.object({ tickets: z.array(ticket) });
const page = tickets.extend({ meta: pageMeta });

/** More tickets with one external id than anyone has. */
const MAX_TICKET_PAGES = 100;

/** The tickets with these ids, 100 per request, without unknown and deleted ones. */
export function showManyTickets(
  client: ZendeskClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly ZendeskTicket[]> {
  const answer = tickets.transform((body) => body.tickets);
  return showMany(client, { path: "/api/v2/tickets/show_many.json", parameter: "ids", values: ids, answer, signal });
}

/** The tickets with an external id, regardless of case. It need not be unique. */
export async function ticketsWithExternalId(
  client: ZendeskClient,
  externalId: string,
  signal: AbortSignal,
): Promise<readonly ZendeskTicket[]> {
  const path = "/api/v2/tickets.json";
  const query = { external_id: externalId };
  const found: ZendeskTicket[] = [];
  for await (const each of readPages(client, { path, query, answer: page, maxPages: MAX_TICKET_PAGES, signal })) {
    found.push(...each.tickets);
  }
  return found;
}

/** Zendesk closes solved tickets after 28 days at most, and archives closed ones after 120 days. */
const MAX_REQUESTED_PAGES = 10;

/** Whether the user is the requester of a ticket that is not closed, from the first 1,000 that are not archived. */
export async function hasOpenTickets(client: ZendeskClient, userId: number, signal: AbortSignal): Promise<boolean> {
  const path = `/api/v2/users/${userId}/tickets/requested.json`;
  // Only closed tickets are archived.
  const query = { exclude_archived: "true" };
  let left = MAX_REQUESTED_PAGES;
  for await (const each of readPages(client, { path, query, answer: page, maxPages: left + 1, signal })) {
    if (each.tickets.some(({ status }) => status !== "closed")) return true;
    left -= 1;
    if (left === 0) return false;
  }
  return false;
}

const comment = z.object({
  author_id: z.number(),
  body: z.string().catch(""),
  html_body: z.string().catch(""),
  /** `api`, `web`, `email` and others. https://developer.zendesk.com/documentation/ticketing/reference-guides/via-types/ */
  via: z
    .object({ channel: z.union([z.string(), z.number()]) })
    .optional()
    .catch(undefined),
});

export type ZendeskComment = z.output<typeof comment>;

const comments = z.object({ comments: z.array(comment), meta: pageMeta });
/** A ticket has at most 5,000 comments, 100 per page. */
const MAX_COMMENT_PAGES = 60;

/** The comments of a ticket, the oldest first. */
export async function commentsOfTicket(
  client: ZendeskClient,
  ticketId: number,
  signal: AbortSignal,
): Promise<readonly ZendeskComment[]> {
  const path = `/api/v2/tickets/${ticketId}/comments.json`;
  const found: ZendeskComment[] = [];
  for await (const each of readPages(client, { path, answer: comments, maxPages: MAX_COMMENT_PAGES, signal })) {
    found.push(...each.comments);
  }
  return found;
}
