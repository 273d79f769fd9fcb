import { isList, isObject, type Json, type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { activeUser, writeUser } from "../users/write-user.ts";
import type { TicketAccount } from "./ticket-account.ts";
import { MAX_EMAIL_CCS } from "./ticket-attributes.ts";

/** The requester that a body names. A requester who does not exist is created if the body has a name and an address. */
export function requesterIn(account: TicketAccount, body: JsonObject, nowMs: number): StoredUser | undefined {
  const { requester_id: id, requester = null } = body;
  if (id !== undefined && id !== null) return checkedRequester(activeUser(account.users, textOf(id) ?? ""));
  if (requester === null) return undefined;
  if (!isObject(requester)) {
    const text = textOf(requester) ?? "";
    return checkedRequester(account.users.byIdentity("email", text) ?? activeUser(account.users, text));
  }
  const email = textOf(requester["email"]) ?? "";
  const known = account.users.byIdentity("email", email);
  if (known !== undefined) return checkedRequester(known);
  return writeUser(account, undefined, { name: requester["name"], email }, "admin", nowMs);
}

function checkedRequester(user: StoredUser | undefined): StoredUser {
  if (user === undefined) throw new InvalidRecord("requester", "InvalidValue", "Requester: is invalid");
  if (user.attributes["suspended"] === true) {
    throw new InvalidRecord("requester", "UserSuspended", `Requester: ${user.name} is suspended.`);
  }
  return user;
}

export function existingUserId({ users }: TicketAccount, id: Json, property: string): number {
  return activeUser(users, textOf(id) ?? "")?.id ?? failPerson(property);
}

/** Tickets are assigned only to agents and admins. */
export function agentId({ users }: TicketAccount, id: Json, property: string): number {
  const user = activeUser(users, textOf(id) ?? "");
  return user === undefined || user.role === "end-user" ? failPerson(property) : user.id;
}

/** The e-mail CCs after a change; Zendesk silently cuts those beyond the limit. Unknown addresses become new users. */
export function changedEmailCcs(
  account: TicketAccount,
  old: readonly number[],
  sent: Json | undefined,
  nowMs: number,
): readonly number[] {
  const idOf = (person: JsonObject) => {
    const email = textOf(person["user_email"]);
    if (email === undefined) return existingUserId(account, person["user_id"] ?? null, "email_ccs");
    const known = account.users.byIdentity("email", email);
    const created = { name: textOf(person["user_name"]) ?? email, email };
    return (known ?? writeUser(account, undefined, created, "admin", nowMs)).id;
  };
  return changedPeople(old, sent, idOf).slice(0, MAX_EMAIL_CCS);
}

/** Only agents and admins can follow a ticket. */
export function changedFollowers(
  account: TicketAccount,
  old: readonly number[],
  sent: Json | undefined,
): readonly number[] {
  return changedPeople(old, sent, (person) => {
    const named = account.users.byIdentity("email", textOf(person["user_email"]) ?? "")?.id;
    return agentId(account, named ?? person["user_id"] ?? null, "followers");
  });
}

/** People are added unless their `action` is "delete". */
function changedPeople(
  old: readonly number[],
  sent: Json | undefined,
  idOf: (person: JsonObject) => number,
): readonly number[] {
  const people = new Set(old);
  for (const person of isList(sent) ? sent : []) {
    if (!isObject(person)) continue;
    if (person["action"] === "delete") people.delete(idOf(person));
    else people.add(idOf(person));
  }
  return [...people];
}

function failPerson(property: string): never {
  const label = `${property.slice(0, 1).toUpperCase()}${property.slice(1).replaceAll("_", " ")}`;
  throw new InvalidRecord(property, "InvalidValue", `${label}: is invalid`);
}
