import { type SimulatorOptions, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { expect } from "vitest";
import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";
import { seedUsers } from "../../../testing/account/simulated-account.ts";
import { syncEffect, usersWith } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";

/** Users whose keys are easily confused. */
function account(options: Partial<SimulatorOptions>): ZendeskSimulator {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, keepsKeysOfDeletedUsers: false, ...options });
  const users = [
    { name: "One", external_id: "c-1", email: "one@example.com", notes: "first" },
    { name: "Two", external_id: "c-2", email: "two@example.com", notes: "second" },
    { name: "Both", external_id: "c-3,c-4", email: "both@example.com", notes: "both" },
    { name: "Three", external_id: "c-3", email: "three@example.com", notes: "third" },
    { name: "Agent", external_id: "c-5", email: "agent@example.com", role: "agent" },
  ];
  const identities = [{ type: "email", value: "one@second.example.com" }];
  seedUsers(simulator, [{ ...users[0], identities }, ...users.slice(1)], VIRTUAL_START);
  return simulator;
}

/** Records with keys, and what they do to those users. */
export interface KeyedSync {
  readonly title: string;
  readonly mode: NonNullable<ConfiguredStream["mode"]>;
  readonly key?: string;
  /** Undefined: object and key are chosen on Airbyte's mapping screen, so append inserts. */
  readonly settings?: RecordData;
  readonly records: readonly RecordData[];
  readonly outcomes: RecordData;
  /** What has changed afterwards, by external id; null: the user is gone. */
  readonly changes?: Readonly<Record<string, RecordData | null>>;
  readonly created?: readonly RecordData[];
}

export interface KeyedEffect {
  readonly outcomes: RecordData;
  readonly users: readonly unknown[];
}

/** Everything that the sync does to a fresh account, and what it should do. */
export async function runKeyedSync(
  sync: KeyedSync,
  options: Partial<SimulatorOptions> = {},
): Promise<{ actual: KeyedEffect; expected: KeyedEffect }> {
  const { mode, key = "external_id", settings, records, changes = {}, created = [] } = sync;
  const isMapped = settings === undefined;
  const stream = { name: "people", mode, ...(isMapped && { object: "users", primaryKey: key }) };
  const streams = [{ name: "people", object: "users", matching_key: key }];
  const effect = await syncEffect(account(options), records, {
    stream,
    settings: isMapped ? {} : { ...settings, streams },
  });
  const users = [...usersWith(effect, changes), ...created.map((data) => expect.objectContaining(data) as unknown)];
  return { actual: { outcomes: effect.outcomes, users: effect.after }, expected: { outcomes: sync.outcomes, users } };
}
