import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import { seedUsers, usersOf } from "../../testing/account/simulated-account.ts";
import { syncEffect } from "../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../testing/connector/virtual-time.ts";

const KEYINGS: readonly (readonly [string, (person: number) => RecordData])[] = [
  ["external_id", (person) => ({ external_id: `u${person}`, email: `u${person}@example.com` })],
  ["an address", (person) => ({ email: `u${person}@example.com` })],
  ["a secondary address", (person) => ({ email: `u${person}@second.example.com` })],
];

test.each(KEYINGS)(
  "tags reach the right users although a job's results are in another order, by %s",
  async (_by, keysOf) => {
    const simulator = new ZendeskSimulator({
      ...UNTHROTTLED,
      faultSettings: [{ name: "results-reordered-unkeyed", nth: 1 }],
    });
    const people = Array.from({ length: 40 }, (_, person) => person);
    const held = people.map((person) => ({
      external_id: `u${person}`,
      name: "User",
      email: `u${person}@example.com`,
      identities: [{ type: "email", value: `u${person}@second.example.com` }],
    }));
    seedUsers(simulator, held, VIRTUAL_START);
    const records = people.map((person) => ({ ...keysOf(person), name: "User", tags: [`of-${person}`] }));
    const { after } = await syncEffect(simulator, records);
    expect(simulator.faultStrikes()["results-reordered-unkeyed"]).toBe(1);
    expect(after.map(({ external_id, tags }) => [external_id, tags])).toEqual(
      people.map((person) => [`u${person}`, [`of-${person}`]]),
    );
    expect(usersOf(simulator, VIRTUAL_START)).toHaveLength(people.length);
  },
);
