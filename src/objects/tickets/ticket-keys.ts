import { type ZendeskTicket, showManyTickets, ticketsWithExternalId } from "../../zendesk/resources/tickets.ts";
import { AMBIGUOUS, type Found, type Key } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import { matchByKey } from "../write/find-rows.ts";

/**
 * External ids are compared exactly when a ticket is looked up. Records whose external ids differ only in case are still
 * written one after the other, so that the second one finds that its key is ambiguous.
 */
export const TICKET_KEYS: readonly Key<ZendeskTicket>[] = [
  { column: "external_id", isNatural: true, find: findByExternalId },
  { column: "id", isNatural: false, find: findById },
];

/** Zendesk cannot list tickets by external id, so each takes a request. */
async function findByExternalId(
  values: readonly string[],
  { api, signal }: RequestContext,
): Promise<ReadonlyMap<string, Found<ZendeskTicket>>> {
  const found = new Map<string, Found<ZendeskTicket>>();
  for (const value of new Set(values)) {
    const listed = await ticketsWithExternalId(api.client, value, signal);
    const [only, ...others] = listed.filter((ticket) => ticket.external_id === value);
    if (only && others.length === 0) found.set(value, only);
    else if (listed.length > 0) found.set(value, AMBIGUOUS);
  }
  return found;
}

async function findById(
  values: readonly string[],
  { api, signal }: RequestContext,
): Promise<ReadonlyMap<string, ZendeskTicket>> {
  const listed = await showManyTickets(api.client, values, signal);
  return matchByKey(values, { column: "id" }, listed);
}
