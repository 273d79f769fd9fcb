import type { Call, Reply, Route } from "../call.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { organizationView } from "../organizations/organization-view.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { timestamp } from "../records/timestamp.ts";
import { ticketView } from "../tickets/ticket-view.ts";
import { userView } from "../users/user-view.ts";
import { requestedOrganization } from "./organization-routes.ts";
import { requestedUser } from "./user-routes.ts";

/** Lists that other clients read: all organizations, what belongs to one, and how much there is. */

function listOrganizations(call: Call): Reply {
  return organizationPage(call, [...call.account.organizations.all()]);
}

function organizationsOfUser(call: Call): Reply {
  const ids = requestedUser(call).memberships.map(({ organizationId }) => organizationId);
  const found = ids.map((id) => call.account.organizations.byId(id));
  return organizationPage(
    call,
    found.filter((organization) => organization !== undefined),
  );
}

function organizationPage(call: Call, organizations: readonly Organization[]): Reply {
  const { account, origin } = call;
  return page(call, "organizations", organizations, (each) =>
    organizationView(each, account.organizationFields, origin),
  );
}

function usersOfOrganization(call: Call): Reply {
  const { account, origin } = call;
  const { id } = requestedOrganization(call);
  const users = [...account.memberships.all()]
    .filter(({ user, membership }) => user.active && membership.organizationId === id)
    .map(({ user }) => user);
  return page(call, "users", users, (user) => userView(user, account.userFields, origin));
}

function ticketsOfOrganization(call: Call): Reply {
  const { account, origin } = call;
  const { id } = requestedOrganization(call);
  const tickets = [...account.tickets.all()].filter(({ organizationId }) => organizationId === id);
  return page(call, "tickets", tickets, (ticket) => ticketView(ticket, account.ticketFields, origin));
}

function countReply(nowMs: number, value: number): Reply {
  return { body: { count: { value, refreshed_at: timestamp(nowMs) } } };
}

function countUsers({ account, nowMs }: Call): Reply {
  return countReply(nowMs, [...account.users.all()].filter(({ active }) => active).length);
}

function countOrganizations({ account, nowMs }: Call): Reply {
  return countReply(nowMs, [...account.organizations.all()].length);
}

function countTickets({ account, nowMs }: Call): Reply {
  return countReply(nowMs, [...account.tickets.all()].length);
}

const OF_ORGANIZATION = "api/v2/organizations/:id";

export const listRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/organizations", handle: listOrganizations, parameters: PAGE_PARAMETERS },
  { method: "GET", path: "api/v2/organizations/count", handle: countOrganizations },
  { method: "GET", path: `${OF_ORGANIZATION}/users`, handle: usersOfOrganization, parameters: PAGE_PARAMETERS },
  { method: "GET", path: `${OF_ORGANIZATION}/tickets`, handle: ticketsOfOrganization, parameters: PAGE_PARAMETERS },
  { method: "GET", path: "api/v2/users/:id/organizations", handle: organizationsOfUser, parameters: PAGE_PARAMETERS },
  { method: "GET", path: "api/v2/users/count", handle: countUsers },
  { method: "GET", path: "api/v2/tickets/count", handle: countTickets },
];
