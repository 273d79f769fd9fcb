import type { Call } from "../call.ts";
import type { JsonObject } from "../json.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { organizationView } from "../organizations/organization-view.ts";
import { timestamp } from "../records/timestamp.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { ticketView } from "../tickets/ticket-view.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { userView } from "../users/user-view.ts";

export interface ExportedItem {
  readonly id: number;
  readonly updatedAt: number;
}

/** What an incremental export lists, with what is deleted. */
export interface ExportedKind<Item extends ExportedItem> {
  readonly key: string;
  readonly all: (call: Call) => Iterable<Item>;
  readonly view: (call: Call, item: Item) => JsonObject;
}

export const EXPORTED_USERS: ExportedKind<StoredUser> = {
  key: "users",
  all: ({ account }) => account.users.all(),
  view: ({ account, origin }, user) => userView(user, account.userFields, origin),
};

export const EXPORTED_ORGANIZATIONS: ExportedKind<Organization> = {
  key: "organizations",
  all: ({ account }) => account.organizations.withDeleted(),
  view: ({ account, origin }, organization) => ({
    ...organizationView(organization, account.organizationFields, origin),
    deleted_at: organization.active ? null : timestamp(organization.updatedAt),
  }),
};

export const EXPORTED_TICKETS: ExportedKind<Ticket> = {
  key: "tickets",
  all: ({ account }) => account.tickets.withDeleted(),
  view: ({ account, origin }, ticket) => {
    const view = ticketView(ticket, account.ticketFields, origin);
    return ticket.active ? view : { ...view, status: "deleted" };
  },
};
