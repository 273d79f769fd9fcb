import { companyAt, customerAt } from "./killed-account.ts";
import { killedOrders } from "./streams/custom-objects.ts";
import type { KilledStream } from "./streams/killed-stream.ts";
import { killedMemberships } from "./streams/memberships.ts";
import { killedOrganizations, organizationAt } from "./streams/organizations.ts";
import { thingAt, writtenThingAt } from "./streams/positions.ts";
import { killedTickets } from "./streams/tickets.ts";
import { killedUsers, userAt } from "./streams/users.ts";

/** A sync to kill. */
export interface KilledCase {
  readonly name: string;
  readonly streams: readonly KilledStream[];
}

const knownUser = (index: number): string => customerAt(thingAt(index));
const writtenUser = (index: number): string => userAt(writtenThingAt(index));
const writtenOrganization = (index: number): string => organizationAt(writtenThingAt(index));

/** Each object by itself, with what it refers to in the account already; and all in one sync, which refer to each other. */
export const CASES: readonly KilledCase[] = [
  { name: "users", streams: [killedUsers()] },
  { name: "organizations", streams: [killedOrganizations] },
  {
    name: "organization memberships",
    streams: [killedMemberships((index) => [knownUser(index), companyAt(thingAt(index))])],
  },
  { name: "tickets", streams: [killedTickets(knownUser)] },
  { name: "custom object records", streams: [killedOrders(knownUser)] },
  {
    name: "all objects",
    streams: [
      killedOrganizations,
      killedUsers(writtenOrganization),
      killedMemberships((index) => [writtenUser(index), writtenOrganization(index)]),
      killedOrders(writtenUser),
      killedTickets(writtenUser),
    ],
  },
];
