import type { ZendeskTicket } from "../../../zendesk/resources/tickets.ts";
import type { Draft } from "../../object-type.ts";
import type { Rejection } from "../../rejection.ts";
import { idColumnOf } from "../../relation.ts";
import type { FieldValues } from "../../row.ts";
import { EMAIL_CCS, FOLLOWERS } from "./ticket-relations.ts";

const LISTS = [
  { list: EMAIL_CCS, people: "email CCs" },
  { list: FOLLOWERS, people: "followers" },
] as const;

/** The columns of a ticket's lists of people, which are only added to. */
export const PEOPLE_COLUMNS = LISTS.map(({ list }) => idColumnOf(list));

/** The lists in the form of Zendesk's requests. */
export function peoplePart(values: FieldValues): FieldValues {
  return Object.fromEntries(
    LISTS.flatMap(({ list }) => {
      const ids = values[idColumnOf(list)];
      return Array.isArray(ids) ? [[list.field, ids.map((id) => ({ user_id: id, action: "put" }))]] : [];
    }),
  );
}

/** A ticket that would have more people than Zendesk allows. */
export function refusePeople({ held, values }: Draft<ZendeskTicket>): Rejection | undefined {
  const crowded = LISTS.find(({ list }) => total(values[idColumnOf(list)], held?.[idColumnOf(list)]) > list.maxItems);
  if (!crowded) return undefined;
  const { list, people } = crowded;
  return {
    reason: "invalid_value",
    field: list.field,
    message: `Adding the record's ${people} would give the ticket more than ${list.maxItems}. Remove some in Zendesk or in the record.`,
  };
}

function total(...lists: readonly unknown[]): number {
  return new Set<unknown>(lists.flatMap((ids) => (Array.isArray(ids) ? ids : []))).size;
}
