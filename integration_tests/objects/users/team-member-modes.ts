import type { ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { usersOf } from "../../../testing/account/simulated-account.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import { type Effect as AnyEffect, type StreamOptions, mapped, set } from "../every-object/modes.ts";

const KEYS = ["external_id", "email", "id"] as const;
type Key = (typeof KEYS)[number];

/** Users that a record may be about. The keys of the one that does not exist belong to no user. */
export const SITUATIONS = { exists: "person", "does not exist": "nobody", "is an agent": "agent" } as const;
type Situation = keyof typeof SITUATIONS;

export type Effect = AnyEffect | "protected";

interface Mode {
  readonly options: StreamOptions;
  readonly data?: RecordData;
  readonly effects: Readonly<Partial<Record<Situation, Effect>>>;
}

const TEAM_TOO = { team_members: "update" };
/** The tests of every object cover users who are not agents. Here they are covered where the setting could matter. */
const PROTECTED = { "is an agent": "protected" } as const;

const MODES: Readonly<Record<string, Mode>> = {
  append_dedup: { options: set("append_dedup"), effects: PROTECTED },
  append: { options: set("append"), effects: PROTECTED },
  "append to a chosen object": { options: mapped("append"), effects: PROTECTED },
  update: { options: mapped("update"), effects: PROTECTED },
  soft_delete: { options: mapped("soft_delete"), effects: PROTECTED },
  "append_dedup of a deleted record": {
    options: set("append_dedup", { deleted_records: "soft_delete" }),
    data: { _ab_cdc_deleted_at: "2026-11-01T00:00:00Z" },
    effects: PROTECTED,
  },
  "append_dedup (team_members: update)": {
    options: set("append_dedup", TEAM_TOO),
    effects: { exists: "updated", "does not exist": "created", "is an agent": "updated" },
  },
  "append to a chosen object (team_members: update)": {
    options: mapped("append", TEAM_TOO),
    effects: { exists: "already_exists", "does not exist": "created", "is an agent": "already_exists" },
  },
  "update (team_members: update)": {
    options: mapped("update", TEAM_TOO),
    effects: { exists: "updated", "does not exist": "not_found", "is an agent": "updated" },
  },
  "soft_delete (team_members: update)": {
    options: mapped("soft_delete", TEAM_TOO),
    effects: { exists: "deleted", "does not exist": "unchanged", ...PROTECTED },
  },
};

/** Mode × key × situation. */
export const MODE_CASES = Object.entries(MODES).flatMap(([name, mode]) =>
  KEYS.flatMap((key) =>
    Object.entries(mode.effects).map(([situation, effect]) => ({
      name,
      mode,
      key,
      situation: situation as Situation,
      // Zendesk assigns ids itself, so no user can be created with a given one.
      effect: key === "id" && effect === "created" ? "not_found" : effect,
    })),
  ),
);

/** The keys of a user of a seeded account. */
export function keysOf(simulator: ZendeskSimulator, who: string): Readonly<Record<Key, unknown>> {
  const found = usersOf(simulator, VIRTUAL_START).find(({ external_id }) => external_id === who);
  return { external_id: who, email: `${who}@example.com`, id: found?.id ?? 987_654_321 };
}
