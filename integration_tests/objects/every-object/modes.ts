import type { ConfiguredStream, RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { EffectOptions } from "../../../testing/connector/sync-effect.ts";

/** What happens to a record. */
export type Effect = "created" | "updated" | "deleted" | "unchanged" | "already_exists" | "not_found";
/** On the first record, and on a second one with the same key. */
type Effects = readonly [Effect, Effect];

/** A stream that writes to the object, matching by the key. */
export type StreamOptions = (object: string, key: string) => EffectOptions;

export interface Mode {
  readonly options: StreamOptions;
  /** Columns that every record has in addition. */
  readonly data?: RecordData;
  readonly held: Effects;
  readonly absent: Effects;
  /** With `skip_unchanged`, for a record that has been written before. */
  readonly again: Partial<Record<Effect, Effect>>;
}

type SyncMode = NonNullable<ConfiguredStream["mode"]>;

/** Chooses object and key on Airbyte's mapping screen. */
export function mapped(mode: SyncMode, settings: RecordData = {}): StreamOptions {
  return (object, key) => ({ stream: { name: "rows", mode, object, primaryKey: columnsOf(key) }, settings });
}

/**
 * Chooses them in the connector's settings, which have no keys of several columns. For those, the record's columns
 * decide.
 */
export function set(mode: SyncMode, settings: RecordData = {}): StreamOptions {
  return (object, key) => ({
    stream: { name: "rows", mode },
    settings: {
      ...settings,
      streams: [{ name: "rows", object, ...(columnsOf(key).length === 1 && { matching_key: key }) }],
    },
  });
}

/** The columns that make up a key. */
export function columnsOf(key: string): readonly string[] {
  return key.split(" and ");
}

const UPSERT: Omit<Mode, "options"> = {
  held: ["updated", "updated"],
  absent: ["created", "updated"],
  again: { created: "unchanged", updated: "unchanged" },
};
const DELETE: Omit<Mode, "options"> = {
  held: ["deleted", "unchanged"],
  absent: ["unchanged", "unchanged"],
  again: { deleted: "unchanged" },
};

export const MODES: Readonly<Record<string, Mode>> = {
  append_dedup: { options: set("append_dedup"), ...UPSERT },
  append: { options: set("append"), ...UPSERT },
  overwrite: { options: set("overwrite"), ...UPSERT },
  "append_dedup to a chosen object": { options: mapped("append_dedup"), ...UPSERT },
  "append to a chosen object": {
    options: mapped("append"),
    held: ["already_exists", "already_exists"],
    absent: ["created", "already_exists"],
    again: { created: "already_exists" },
  },
  update: {
    options: mapped("update"),
    held: ["updated", "updated"],
    absent: ["not_found", "not_found"],
    again: { updated: "unchanged" },
  },
  soft_delete: { options: mapped("soft_delete"), ...DELETE },
  "append_dedup of a deleted record": {
    options: set("append_dedup", { deleted_records: "soft_delete" }),
    data: { _ab_cdc_deleted_at: "2026-11-01T00:00:00Z" },
    ...DELETE,
  },
};

/**
 * Zendesk assigns ids itself, so nothing can be created with a given one. A thing that is only a key has nothing to
 * update.
 */
export function effectsOf(mode: Mode, key: string, who: "held" | "absent", isKeyOnly = false): Effects {
  if (isKeyOnly) {
    const [first, second] = mode[who].map((effect) => (effect === "updated" ? "unchanged" : effect));
    return [first ?? "unchanged", second ?? "unchanged"];
  }
  return key === "id" && who === "absent" && mode.absent[0] === "created" ? ["not_found", "not_found"] : mode[who];
}
