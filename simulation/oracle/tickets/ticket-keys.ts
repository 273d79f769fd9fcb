import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { ScenarioRecord } from "../../scenario/scenario.ts";
import { listed, rowsIn } from "../named-keys.ts";
import type { Account } from "../object-oracle.ts";
import { idKey } from "../users/user-keys.ts";

export type StoredTicket = NonNullable<ReturnType<Account["tickets"]["byId"]>>;

const OF_ONE_TICKET = /^\/api\/v2\/tickets\/(\d+)\//;

/** The record's keys, in lower case. */
export function keysOfTicketRecord({ user }: Pick<ScenarioRecord, "user">): readonly string[] {
  return ["id", "external_id"].flatMap((column) => {
    const value = user[column];
    return typeof value === "string" ? [ticketKey(column, value)] : [];
  });
}

/** The keys by which the record of a ticket names people, in lower case. */
export function personKeysIn({ user }: Pick<ScenarioRecord, "user">): readonly string[] {
  const { assignee, comment, comments = [], email_ccs: ccs = [], followers = [], requester, submitter } = user;
  const authors = [comment, ...(comments as readonly RecordData[])].map(
    (each) => (each as RecordData | undefined)?.["author"],
  );
  const lists = [ccs, followers] as readonly (readonly unknown[])[];
  const people = [assignee, requester, submitter, ...authors, ...lists.flat()];
  return people.flatMap((person) => {
    const { email, external_id: externalId, id } = (person ?? {}) as RecordData;
    if (id !== undefined) return [idKey(String(id))];
    return [email, externalId].flatMap((key) => (typeof key === "string" ? [key.toLowerCase()] : []));
  });
}

/** The keys of a ticket that an account holds. */
export function keysOfTicket({ externalId, id }: StoredTicket): readonly string[] {
  const keys = [ticketKey("id", id)];
  return externalId === null ? keys : [...keys, ticketKey("external_id", externalId)];
}

/** Of a ticket that has, or had, this id. */
export function keysOfTicketId(id: string, { tickets }: Account): readonly string[] {
  const ticket = tickets.formerById(Number(id));
  return ticket ? keysOfTicket(ticket) : [ticketKey("id", id)];
}

/** The keys by which a request names tickets. Those named by id have other keys too. */
export function ticketKeysInRequest(url: URL, body: string | undefined, account: Account): readonly string[] {
  const { pathname, searchParams } = url;
  const isOfTickets = /\/tickets(?:\.json)?(?:\/|$)/.test(pathname);
  if (!isOfTickets) return [];
  const rows = rowsIn(body, "tickets");
  const ids = [
    ...listed(searchParams.get("ids")),
    ...(OF_ONE_TICKET.exec(pathname)?.slice(1) ?? []),
    ...rows.flatMap(({ id }) => (id === undefined ? [] : [String(id)])),
  ];
  const externalIds = [
    ...searchParams.getAll("external_id"),
    ...rows.flatMap(({ external_id: externalId }) => (typeof externalId === "string" ? [externalId] : [])),
  ];
  return [
    ...ids.flatMap((id) => keysOfTicketId(id, account)),
    ...externalIds.map((externalId) => ticketKey("external_id", externalId)),
  ];
}

/** A key, distinct from those of users and organizations. */
export function ticketKey(column: string, value: string | number): string {
  return `ticket ${column} ${String(value).trim().toLowerCase()}`;
}
