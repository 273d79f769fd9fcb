import type { ScenarioRecord } from "../../scenario/scenario.ts";
import type { Account } from "../object-oracle.ts";
import type { StoredTicket } from "./ticket-keys.ts";

/** The tickets with exactly the record's key. If the record has Zendesk's id, that is its only key. */
export function ticketsOfRecord({ user }: Pick<ScenarioRecord, "user">, { tickets }: Account): readonly StoredTicket[] {
  const { external_id: externalId, id } = user;
  if (typeof id === "string") return [tickets.byId(Number(id))].filter((each) => each !== undefined);
  if (typeof externalId !== "string") return [];
  return tickets.byExternalId(externalId).filter((ticket) => ticket.externalId === externalId);
}

/** Whether the record's key may be more than one ticket's, which only its exact spelling could tell. */
export function isAmbiguous({ user }: Pick<ScenarioRecord, "user">, account: Account): boolean {
  const { external_id: externalId, id } = user;
  if (typeof id === "string" || typeof externalId !== "string") return false;
  const exact = ticketsOfRecord({ user }, account);
  return exact.length > 1 || (exact.length === 0 && account.tickets.byExternalId(externalId).length > 0);
}
