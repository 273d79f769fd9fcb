import { expect, it } from "vitest";
import { ORGANIZATION_KEYS } from "../../organizations/organization-keys.ts";
import { USER_KEYS } from "../../users/user-keys.ts";
import { ticketColumns } from "../../tickets/columns/ticket-columns.ts";
import { userColumns } from "../../users/columns/user-columns.ts";
import { blamedField, blamedKey } from "./blamed-field.ts";

it.each([
  ["External: A-1 has already been taken", USER_KEYS, "external_id"],
  ["External ID: A-1 has already been taken", USER_KEYS, "external_id"],
  ["External: my-email: 7 has already been taken", USER_KEYS, "external_id"],
  ["Email: ana@example.com is already being used by another user", USER_KEYS, "email"],
  ["Name: Email: ana@example.com is already being used by another user", USER_KEYS, "email"],
  ["Name:  Acme has already been taken", ORGANIZATION_KEYS, "name"],
  ["External:  name of a client has already been taken", ORGANIZATION_KEYS, "external_id"],
  ['{"external_id":[{"error":"DuplicateValue","description":"taken"}]}', ORGANIZATION_KEYS, "external_id"],
  ["Externo: email ya está en uso", USER_KEYS, undefined],
  ["", USER_KEYS, undefined],
])("%j blames the right key", (details, keys, blamed) => {
  expect(blamedKey(details, { keys })).toBe(blamed);
});

it.each([
  ["Assignee: is invalid", "assignee_id"],
  ["Custom status: is invalid for this form", "custom_status_id"],
  ["Ticket form: is invalid", "ticket_form_id"],
  ["Followers: are invalid", "followers"],
  ["External: is too long", "external_id"],
  ["Título: no es válido", undefined],
  ["Subject: Re: is too long", "subject"],
])("%j blames the right field", (details, blamed) => {
  const columns = ticketColumns({ tickets_create: "import" });
  expect(blamedField(details, { columns, keys: [] })).toBe(blamed);
});

it.each([
  ["Name: is too short", "name"],
  ["Name: Email: ana@exämple.org is not properly formatted", "email"],
  ["Name: Locale: is not valid", "locale"],
  ["Name: Loyalty tier: is invalid", undefined],
])("%j blames the right field of a user", (details, blamed) => {
  const columns = userColumns({ allow_roles: false });
  expect(blamedField(details, { columns, keys: USER_KEYS })).toBe(blamed);
});
