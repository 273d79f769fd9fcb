import { describe, expect, test } from "vitest";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { seededAccount } from "../../../testing/account/seeded-account.ts";
import { seedUsers, usersOf } from "../../../testing/account/simulated-account.ts";
import { ANY_TIME, type SyncEffect, syncEffect, usersWith } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import { type Effect, MODE_CASES, SITUATIONS, keysOf } from "./team-member-modes.ts";

const CHANGE = { name: "New name", notes: "New notes" };

describe("agents are protected in every mode and for every key, unless team_members says otherwise,", () => {
  test.each(MODE_CASES)(
    "$name by $key of a user that $situation: $effect",
    async ({ mode, key, situation, effect }) => {
      const simulator = seededAccount();
      const who = SITUATIONS[situation];
      const data = { [key]: keysOf(simulator, who)[key], ...CHANGE, ...mode.data };
      const sync = await syncEffect(simulator, [data], mode.options("users", key));
      expect(sync.outcomes).toEqual({ [effect]: 1 });
      expect(sync.after).toEqual(expectedAfter(sync, effect, who, data));
    },
  );
});

function expectedAfter(sync: SyncEffect, effect: Effect, who: string, data: RecordData): readonly unknown[] {
  switch (effect) {
    case "created":
      return [...sync.before, createdUser(data)];
    case "updated":
      return usersWith(sync, { [who]: CHANGE });
    case "deleted":
      return usersWith(sync, { [who]: null });
    case "unchanged":
    case "already_exists":
    case "not_found":
    case "protected":
      return sync.before;
  }
}

/** The record's user as the account shows it when nothing but the record was written. */
function createdUser(data: RecordData): unknown {
  const twin = seededAccount();
  seedUsers(twin, [data], VIRTUAL_START);
  return { ...usersOf(twin, VIRTUAL_START).at(-1), created_at: ANY_TIME, updated_at: ANY_TIME };
}
