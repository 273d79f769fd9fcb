import { UNTHROTTLED, ZendeskSimulator } from "zendesk-simulator";
import {
  organizationsOf,
  recordsOf,
  seedOrganizations,
  seedUsers,
  ticketsOf,
  usersOf,
} from "../../testing/account/simulated-account.ts";
import { membershipsOf } from "../../testing/account/simulated-memberships.ts";
import { VIRTUAL_START } from "../../testing/connector/virtual-time.ts";
import { COMPANIES, MEMBERS } from "./data/memberships.ts";

const ORDER = "order";

/** An account with the users and organizations of the memberships, and a custom object. */
export function fuzzAccount(): ZendeskSimulator {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  simulator.account.customObjects.define({
    key: ORDER,
    fields: [
      { key: "status", type: "dropdown", options: [{ name: "Paid in full", value: "paid" }] },
      { key: "total", type: "currency", currency: "USD" },
      { key: "items", type: "integer" },
      { key: "gift", type: "checkbox" },
      { key: "ordered_on", type: "date" },
      { key: "code", type: "regexp", regexp: "\\A[A-Z]{2}\\z" },
      {
        key: "channels",
        type: "multiselect",
        options: [
          { name: "Web", value: "web" },
          { name: "Shop", value: "shop" },
        ],
      },
      { key: "customer", type: "lookup", target: "zen:user" },
      { key: "replaces", type: "lookup", target: `zen:custom_object:${ORDER}` },
    ],
  });
  seedUsers(
    simulator,
    Array.from({ length: MEMBERS }, (_, index) => ({
      name: `Fuzzy Member ${index}`,
      external_id: `Member-${index}`,
      email: `member.${index}@example.com`,
    })),
    VIRTUAL_START,
  );
  seedOrganizations(
    simulator,
    Array.from({ length: COMPANIES }, (_, index) => ({
      name: `Fuzzy Company ${index}`,
      external_id: `Company-${index}`,
    })),
    VIRTUAL_START,
  );
  return simulator;
}

/**
 * How many things records have brought into the account. A membership of anyone but a member comes with a user, and does
 * not count.
 */
export function countWritten(simulator: ZendeskSimulator, nowMs: number): number {
  const members = new Set(membersIn(simulator, nowMs));
  const things = [
    usersOf(simulator, nowMs).filter(({ id }) => !members.has(id)),
    ticketsOf(simulator, nowMs),
    organizationsOf(simulator, nowMs).slice(COMPANIES),
    membershipsOf(simulator).filter(({ user_id }) => members.has(user_id)),
    recordsOf(simulator, ORDER, nowMs),
  ];
  return things.flat().length;
}

function membersIn(simulator: ZendeskSimulator, nowMs: number): readonly number[] {
  return usersOf(simulator, nowMs)
    .slice(0, MEMBERS)
    .map(({ id }) => id);
}
