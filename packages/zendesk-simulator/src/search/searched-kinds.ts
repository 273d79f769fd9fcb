import type { Call } from "../call.ts";
import type { JsonObject } from "../json.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { organizationView } from "../organizations/organization-view.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { ticketView } from "../tickets/ticket-view.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { userView } from "../users/user-view.ts";
import { hasWords } from "./query.ts";

/** What `GET search` finds of one kind. */
export interface SearchedKind<Item> {
  /** As `type:user` names it. */
  readonly type: string;
  readonly all: (call: Call) => Iterable<Item>;
  /** Properties of the search language. The value is in lower case. */
  readonly properties: Readonly<Record<string, (item: Item, value: string) => boolean>>;
  /** Where a word without a property is looked for. */
  readonly textOf: (item: Item) => string;
  readonly view: (call: Call, item: Item) => JsonObject;
}

export const SEARCHED_USERS: SearchedKind<StoredUser> = {
  type: "user",
  all: ({ account, nowMs }) => (account.userIndex.isBehind ? account.userIndex.at(nowMs) : account.users.all()),
  properties: {
    email: (user, value) => emailsOf(user).includes(value),
    external_id: ({ externalId }, value) => isSame(externalId, value),
    name: ({ name }, value) => hasWords(name, value),
    phone: ({ phone }, value) => isSame(phone, value),
    role: ({ role }, value) => role === value,
    tags: ({ tags }, value) => tags.some((tag) => isSame(tag, value)),
  },
  textOf: (user) => [user.name, ...emailsOf(user)].join(" "),
  view: ({ account, origin }, user) => userView(user, account.userFields, origin),
};

export const SEARCHED_ORGANIZATIONS: SearchedKind<Organization> = {
  type: "organization",
  all: ({ account, nowMs }) =>
    account.organizationIndex.isBehind ? account.organizationIndex.at(nowMs) : account.organizations.all(),
  properties: {
    external_id: ({ externalId }, value) => isSame(externalId, value),
    name: ({ name }, value) => hasWords(name, value),
    tags: ({ tags }, value) => tags.some((tag) => isSame(tag, value)),
  },
  textOf: ({ name }) => name,
  view: ({ account, origin }, organization) => organizationView(organization, account.organizationFields, origin),
};

export const SEARCHED_TICKETS: SearchedKind<Ticket> = {
  type: "ticket",
  all: ({ account }) => account.tickets.all(),
  properties: {
    external_id: ({ externalId }, value) => isSame(externalId, value),
    status: ({ status }, value) => status === value,
    subject: ({ subject }, value) => hasWords(subject ?? "", value),
    tags: ({ tags }, value) => tags.some((tag) => isSame(tag, value)),
  },
  textOf: ({ subject, comments }) => [subject ?? "", ...comments.map(({ body }) => body)].join(" "),
  view: ({ account, origin }, ticket) => ticketView(ticket, account.ticketFields, origin),
};

function isSame(text: string | null, value: string): boolean {
  return text?.toLowerCase() === value;
}

function emailsOf({ identities }: StoredUser): readonly string[] {
  return identities.filter(({ type }) => type === "email").map(({ value }) => value.toLowerCase());
}
