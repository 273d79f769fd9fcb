import type { ZendeskConfig } from "../config/config.ts";
import { RESTORING_SETTINGS } from "../objects/registry.ts";

/** A stream that undoes changes of one object. */
export interface UndoStream {
  readonly name: string;
  readonly object: string;
  readonly action: "update" | "delete";
  readonly hasId: boolean;
  readonly columns: ReadonlySet<string>;
}

/** Settings under which a record with the former values leaves exactly these. */
const SETTINGS = {
  ...RESTORING_SETTINGS,
  dry_run: false,
  null_handling: "clear",
  on_invalid_value: "reject_record",
  deleted_records: "ignore",
  us_state_fields: [],
  decimal_places: null,
} as const satisfies Partial<Record<keyof ZendeskConfig, unknown>>;

/** Likewise, for objects in this process. */
export function withUndoSettings(config: ZendeskConfig): ZendeskConfig {
  return { ...config, ...SETTINGS, us_state_fields: [] };
}

/** The connection's config, for the sync that undoes the changes. No more is deleted than was created. */
export function undoConfig(json: object, streams: readonly UndoStream[], deletions: number): object {
  return {
    ...json,
    ...SETTINGS,
    max_deletions: deletions,
    streams: streams.map(({ hasId, name, object }) => ({ name, object, ...(hasId && { matching_key: "id" }) })),
  };
}

export function undoCatalog(streams: readonly UndoStream[]): object {
  return {
    streams: streams.map(({ action, columns, name }) => ({
      stream: {
        name,
        json_schema: { type: "object", properties: Object.fromEntries([...columns].map((column) => [column, {}])) },
        supported_sync_modes: ["full_refresh"],
      },
      sync_mode: "full_refresh",
      destination_sync_mode: action === "delete" ? "soft_delete" : "update",
    })),
  };
}
