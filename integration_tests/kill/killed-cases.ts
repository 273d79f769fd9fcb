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
  /** Fewer where records take longer to write, because tickets are read one by one. */
  readonly statesAhead: number;
}

const knownUser = (index: number): string => customerAt(thingAt(index));
const writtenUser = (index: number): string => userAt(writtenThingAt(index));
const writtenOrganization = (index: number): string => organizationAt(writtenThingAt(index));

/** Each object by itself, with what it refers to in the account already; and all in one sync, which refer to each other. */
export const CASES: readonly KilledCase[] = [
  { name: "users", streams: [killedUsers()], statesAhead: 6 },
  { name: "organizations", streams: [killedOrganizations], statesAhead: 4 },
  {
    name: "organization memberships",
    streams: [killedMemberships((index) => [knownUser(index), companyAt(thingAt(index))])],
    statesAhead: 6,
  },
  { name: "tickets", streams: [killedTickets(knownUser)], statesAhead: 2 },
  { name: "custom object records", streams: [killedOrders(knownUser)], statesAhead: 6 },
  {
    name: "all objects",
    streams: [
      killedOrganizations,
      killedUsers(writtenOrganization),
      killedMemberships((index) => [writtenUser(index), writtenOrganization(index)]),
      killedOrders(writtenUser),
      killedTickets(writtenUser),
    ],
    statesAhead: 2,
  },
];
