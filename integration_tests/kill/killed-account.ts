import type { ZendeskSimulator } from "zendesk-simulator";
import { seedOrganizations, seedUsers } from "../../testing/account/simulated-account.ts";
import { defineOrders } from "./streams/custom-objects.ts";
import { TAKEN_NAME } from "./streams/organizations.ts";

const CUSTOMERS = 100;
const COMPANIES = 50;

/** The external id of a user who is in the account from the start. */
export function customerAt(number: number): string {
  return `customer-${number % CUSTOMERS}`;
}

/** The external id of an organization that is in the account from the start. */
export function companyAt(number: number): string {
  return `company-${Math.floor(number / CUSTOMERS) % COMPANIES}`;
}

/** Puts into an account what the records of all streams need. */
export function prepareAccount(simulator: ZendeskSimulator, nowMs?: number): void {
  const customers = Array.from({ length: CUSTOMERS }, (_, number) => customerAt(number));
  const companies = Array.from({ length: COMPANIES }, (_, number) => companyAt(number * CUSTOMERS));
  seedUsers(
    simulator,
    customers.map((external_id) => ({ external_id, name: `Known ${external_id}` })),
    nowMs,
  );
  seedOrganizations(
    simulator,
    [{ name: TAKEN_NAME }, ...companies.map((external_id) => ({ external_id, name: `Known ${external_id}` }))],
    nowMs,
  );
  defineOrders(simulator);
}
