import { type ZendeskTicket, showManyTickets, ticketsWithExternalId } from "../../zendesk/resources/tickets.ts";
import type { Key } from "../object-type.ts";
import { findOneByOne } from "../find/find-by-key.ts";
import { matchByKey } from "../find/find-rows.ts";

/**
 * External ids are compared exactly when a ticket is looked up. Records whose external ids differ only in case are still
 * written one after the other, so that the second one finds that its key is ambiguous.
 */
export const TICKET_KEYS: readonly Key<ZendeskTicket>[] = [
  {
    column: "external_id",
    isNatural: true,
    findsExactly: true,
    find: (values, { api, signal }) =>
      findOneByOne(values, "external_id", (value) => ticketsWithExternalId(api.client, value, signal)),
  },
  {
    column: "id",
    isNatural: false,
    find: async (values, { api, signal }) =>
      matchByKey(values, { column: "id" }, await showManyTickets(api.client, values, signal)),
  },
];
