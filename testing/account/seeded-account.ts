import { ZendeskSimulator, type SimulatorOptions, UNTHROTTLED } from "zendesk-simulator";
import type { RecordData } from "../input/airbyte-messages.ts";
import { type SimulatedUser, seedUsers, usersOf } from "./simulated-account.ts";
import type { EffectOptions } from "../connector/sync-effect.ts";
import { VIRTUAL_START } from "../connector/virtual-time.ts";

/** By name. */
export const ORGANIZATIONS = { Acme: "org-acme", Initech: "org-initech", Umbrella: "org,umbrella" } as const;

/**
 * An account with existing users: a person, an agent and a bystander (these are their external ids), each with a value
 * in every field.
 */
export function seededAccount(options: Partial<SimulatorOptions> = {}): ZendeskSimulator {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, ...options });
  const { organizations } = simulator.account;
  for (const [name, externalId] of Object.entries(ORGANIZATIONS)) organizations.create(name, externalId, VIRTUAL_START);
  const formerIds = [organizationId(simulator, "Initech"), organizationId(simulator, "Umbrella")];
  const users = [
    { ...seededUser("person", 1), role: "end-user" },
    { ...seededUser("agent", 2), role: "agent" },
    { ...seededUser("bystander", 3), role: "end-user" },
  ];
  seedUsers(
    simulator,
    users.map((user) => ({ ...user, organization_ids: formerIds })),
    VIRTUAL_START,
  );
  return simulator;
}

function seededUser(key: string, ordinal: number): RecordData {
  return {
    name: `Old name of ${key}`,
    external_id: key,
    email: `${key}@example.com`,
    identities: [{ type: "email", value: `${key}@second.example.com` }],
    phone: `+1415555267${ordinal}`,
    tags: ["vip", key],
    alias: "Old alias",
    details: "Old details",
    notes: "Old notes",
    locale: "de",
    time_zone: "London",
    user_fields: {
      company_size: 50,
      loyalty_tier: "gold",
      lifetime_value: 12.5,
      newsletter: true,
      signup_date: "2024-02-29",
      state: "CA",
      shipping_address: "Old street 1",
      interests: ["hiking"],
      customer_number: "AB-1234",
      referred_by: "4567",
    },
  };
}

export function organizationId(simulator: ZendeskSimulator, name: keyof typeof ORGANIZATIONS): number {
  return simulator.account.organizations.byName(name)?.id ?? 0;
}

export function userOf(simulator: ZendeskSimulator, externalId: string): SimulatedUser {
  const found = usersOf(simulator, VIRTUAL_START).find((user) => user.external_id === externalId);
  if (!found) throw new Error(`no user has the external id ${externalId}`);
  return found;
}

/** A key by which a record may find the account's person. */
export interface Way extends EffectOptions {
  readonly keys: (person: SimulatedUser) => RecordData;
  /** What else changes for the person if it is found by this key. */
  readonly rekeyed?: RecordData;
}

const PEOPLE = { name: "people", columns: ["name", "email"] };
const chosen = (matching_key: string) => ({
  stream: PEOPLE,
  settings: { streams: [{ name: "people", object: "users", matching_key }] },
});
const update = (primaryKey: string) => ({
  stream: { name: "people", mode: "update", object: "users", primaryKey } as const,
});
/** A stream that only inserts. Each record is matched by the key that it has. */
export const INSERTED = {
  stream: { name: "people", mode: "append", object: "users" },
} as const satisfies EffectOptions;

const NEW_KEY = { external_id: "new-key" };

export const WAYS: Readonly<Record<string, Way>> = {
  "by external_id": { keys: () => ({ external_id: "person" }) },
  "by external_id, with the own address": {
    keys: () => ({ external_id: "PERSON", email: "Person@example.com" }),
    rekeyed: { external_id: "PERSON" },
  },
  "by the address alone": { keys: () => ({ email: "person@example.com" }) },
  "by the address as the chosen key": { keys: () => ({ email: "person@example.com" }), ...chosen("email") },
  "by id": { keys: ({ id }) => ({ id }), ...chosen("id") },
  "by the address under a new external_id": {
    keys: () => ({ ...NEW_KEY, email: "person@example.com" }),
    rekeyed: NEW_KEY,
  },
  "by a secondary address under a new external_id": {
    keys: () => ({ ...NEW_KEY, email: "person@second.example.com" }),
    rekeyed: NEW_KEY,
  },
  "to update by external_id": { keys: () => ({ external_id: "person" }), ...update("external_id") },
  "to update by the address": { keys: () => ({ email: "person@example.com" }), ...update("email") },
  "to update by id": { keys: ({ id }) => ({ id }), ...update("id") },
};
