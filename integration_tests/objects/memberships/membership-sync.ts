import type { Fault, ZendeskSimulator } from "zendesk-simulator";
import { requestsTo, seedUsers } from "../../../testing/account/simulated-account.ts";
import { membershipsOf } from "../../../testing/account/simulated-memberships.ts";
import { type EffectOptions, syncEffectOn } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";

export const MEMBERSHIPS: ConfiguredStream = { name: "organization_memberships" };
export const OBJECT = "organization_memberships";
export const INSERTED: ConfiguredStream = { ...MEMBERSHIPS, object: OBJECT, mode: "append" };
export const DELETED: ConfiguredStream = { ...MEMBERSHIPS, mode: "soft_delete" };
export const PERSON_IN_ACME = { "user.external_id": "person", "organization.external_id": "org-acme" };

export const sync = (simulator: ZendeskSimulator, records: readonly RecordData[], options: EffectOptions = {}) =>
  syncEffectOn(membershipsOf, simulator, records, { stream: MEMBERSHIPS, ...options });

/** How many requests listed memberships: of users, of organizations. */
export function listings(simulator: ZendeskSimulator): Readonly<Record<string, number>> {
  const paths = Object.entries(requestsTo(simulator, VIRTUAL_START + 1e9));
  const listed = paths.filter(([path]) => path.startsWith("GET") && path.includes("/organization_memberships"));
  return Object.fromEntries(
    Object.entries(Object.groupBy(listed, ([path]) => path.split("/")[3] ?? "")).map(([of, all = []]) => [
      of,
      all.reduce((sum, [, requests]) => sum + requests, 0),
    ]),
  );
}

/** The account's language is Spanish. */
export const IN_SPANISH: Fault = {
  after: (_request, answer) => ({
    ...answer,
    body: answer.body.replaceAll("has already been taken", "ya está en uso"),
  }),
};

/** People without an organization. */
export function seedPeople(simulator: ZendeskSimulator, count: number): readonly string[] {
  const people = Array.from({ length: count }, (_, index) => `p-${index}`);
  seedUsers(
    simulator,
    people.map((external_id) => ({ name: external_id, external_id })),
    VIRTUAL_START,
  );
  return people;
}
