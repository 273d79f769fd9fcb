import type { Call, Reply, Route } from "../call.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { readField, readTicketField } from "../fields/read-field.ts";
import { isObject, type Json, textOf } from "../json.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { organizationView } from "../organizations/organization-view.ts";
import { writeOrganization } from "../organizations/write-organization.ts";
import { listed, validated } from "../seed-input.ts";
import { userView } from "../users/user-view.ts";
import { ticketView } from "../tickets/ticket-view.ts";
import { importTicket } from "../tickets/write-ticket.ts";
import { writeUser } from "../users/write-user.ts";

/**
 * Puts users directly into the account: a list of bodies as the API takes them. An organization named by
 * `organization: {name}` is created if necessary.
 */
function seedUsers(call: Call): Reply {
  const { account, nowMs, origin } = call;
  const users = listed(call.body).map((body, index) => {
    const name = isObject(body["organization"]) ? textOf(body["organization"]["name"]) : undefined;
    if (name !== undefined && account.organizations.byName(name) === undefined) {
      account.organizations.create(name, null, nowMs);
    }
    return validated(`User ${index}`, () => writeUser(account, undefined, body, "admin", nowMs));
  });
  return { status: 201, body: { users: users.map((user) => userView(user, account.userFields, origin)) } };
}

/** Puts organizations directly into the account: a list of bodies as the API takes them. */
function seedOrganizations(call: Call): Reply {
  const { account, nowMs, origin } = call;
  const organizations = listed(call.body).map((body, index) =>
    validated(`Organization ${index}`, () => writeOrganization(account, undefined, body, "admin", nowMs)),
  );
  const view = (seeded: Organization) => organizationView(seeded, account.organizationFields, origin);
  return { status: 201, body: { organizations: organizations.map(view) } };
}

/** Puts tickets directly into the account, with their past: a list of bodies as the import takes them. */
function seedTickets(call: Call): Reply {
  const { account, nowMs, origin } = call;
  const tickets = listed(call.body).map((body, index) =>
    validated(`Ticket ${index}`, () => importTicket(account, body, account.owner, nowMs, { archivesClosed: false })),
  );
  return { status: 201, body: { tickets: tickets.map((ticket) => ticketView(ticket, account.ticketFields, origin)) } };
}

/** Replaces the definitions of custom fields of tickets: a list of bodies as `GET ticket_fields` shows them. */
function replaceTicketFields({ account, body }: Call): Reply {
  account.ticketFields.replace(listed(body).map(readTicketField));
  return { status: 201, body: { count: account.ticketFields.list.length } };
}

/** Replaces the definitions of custom fields: a list of bodies as `GET user_fields` or `organization_fields` shows them. */
function replaceFields(fields: FieldSet, body: Json | undefined): Reply {
  fields.replace(listed(body).map(readField));
  return { status: 201, body: { count: fields.list.length } };
}

/** The simulator's own paths that fill the account, for tests. */
export const seedingRoutes: readonly Route[] = [
  { method: "POST", path: "simulator/users", handle: seedUsers },
  { method: "POST", path: "simulator/organizations", handle: seedOrganizations },
  { method: "POST", path: "simulator/tickets", handle: seedTickets },
  { method: "POST", path: "simulator/ticket_fields", handle: replaceTicketFields },
  {
    method: "POST",
    path: "simulator/user_fields",
    handle: ({ account, body }) => replaceFields(account.userFields, body),
  },
  {
    method: "POST",
    path: "simulator/organization_fields",
    handle: ({ account, body }) => replaceFields(account.organizationFields, body),
  },
];
