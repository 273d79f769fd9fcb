import type { ZendeskSimulator } from "zendesk-simulator";
import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";
import { usersOf } from "../../../testing/account/simulated-account.ts";
import type { EffectOptions } from "../../../testing/connector/sync-effect.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";

const KEYS = ["external_id", "email", "id"] as const;
type Key = (typeof KEYS)[number];

/** Whom a record may be about; the one that does not exist has keys that nobody has. */
export const SITUATIONS = { exists: "person", "does not exist": "nobody", "is an agent": "agent" } as const;
type Situation = keyof typeof SITUATIONS;

export type Effect = "created" | "updated" | "deleted" | "unchanged" | "already_exists" | "not_found" | "protected";

interface Mode {
  readonly options: (key: Key) => EffectOptions;
  readonly data?: RecordData;
  readonly effects: Readonly<Record<Situation, Effect>>;
}

const TEAM_TOO = { team_members: "update" };
const UPSERT = { exists: "updated", "does not exist": "created", "is an agent": "protected" } as const;
const DELETE = { exists: "deleted", "does not exist": "unchanged", "is an agent": "protected" } as const;

/** By Airbyte's mapping screen: the object and the key are chosen there. */
const mapped =
  (mode: NonNullable<ConfiguredStream["mode"]>, settings: RecordData = {}) =>
  (key: Key): EffectOptions => ({ stream: { name: "people", mode, object: "users", primaryKey: key }, settings });
/** By the connector's own settings. */
const set =
  (mode: NonNullable<ConfiguredStream["mode"]>, settings: RecordData = {}) =>
  (key: Key): EffectOptions => ({
    stream: { name: "people", mode },
    settings: { ...settings, streams: [{ name: "people", object: "users", matching_key: key }] },
  });

const MODES: Readonly<Record<string, Mode>> = {
  append_dedup: { options: set("append_dedup"), effects: UPSERT },
  append: { options: set("append"), effects: UPSERT },
  "append to a chosen object": {
    options: mapped("append"),
    effects: { exists: "already_exists", "does not exist": "created", "is an agent": "protected" },
  },
  update: {
    options: mapped("update"),
    effects: { exists: "updated", "does not exist": "not_found", "is an agent": "protected" },
  },
  soft_delete: { options: mapped("soft_delete"), effects: DELETE },
  "append_dedup of a deleted record": {
    options: set("append_dedup", { deleted_records: "soft_delete" }),
    data: { _ab_cdc_deleted_at: "2026-11-01T00:00:00Z" },
    effects: DELETE,
  },
  "append_dedup (team_members: update)": {
    options: set("append_dedup", TEAM_TOO),
    effects: { ...UPSERT, "is an agent": "updated" },
  },
  "append to a chosen object (team_members: update)": {
    options: mapped("append", TEAM_TOO),
    effects: { exists: "already_exists", "does not exist": "created", "is an agent": "already_exists" },
  },
  "update (team_members: update)": {
    options: mapped("update", TEAM_TOO),
    effects: { exists: "updated", "does not exist": "not_found", "is an agent": "updated" },
  },
  "soft_delete (team_members: update)": { options: mapped("soft_delete", TEAM_TOO), effects: DELETE },
};

/** Every mode × key × situation. */
export const MODE_CASES = Object.entries(MODES).flatMap(([name, mode]) =>
  KEYS.flatMap((key) =>
    Object.entries(mode.effects).map(([situation, effect]) => ({
      name,
      mode,
      key,
      situation: situation as Situation,
      // Zendesk gives ids itself: nobody can be created with a certain one.
      effect: key === "id" && effect === "created" ? "not_found" : effect,
    })),
  ),
);

/** The keys of somebody in a seeded account. */
export function keysOf(simulator: ZendeskSimulator, who: string): Readonly<Record<Key, unknown>> {
  const found = usersOf(simulator, VIRTUAL_START).find(({ external_id }) => external_id === who);
  return { external_id: who, email: `${who}@example.com`, id: found?.id ?? 987_654_321 };
}
