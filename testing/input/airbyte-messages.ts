/** Lines as a source or the platform sends them, and the catalog for them. */
import { globalStateLine, legacyStateLine, recordLine, streamStateLine } from "airbyte-cdk-typescript/testing";

export type RecordData = Readonly<Record<string, unknown>>;

export interface StreamName {
  readonly name: string;
  readonly namespace?: string;
}

export const USERS: StreamName = { name: "users" };

/** What a source reports about a value that it lost or truncated. */
export interface RecordChange {
  readonly field: string;
  readonly change: "NULLED" | "TRUNCATED";
}

export function record(data: RecordData, stream: StreamName = USERS, changes?: readonly RecordChange[]): string {
  const reason = "SOURCE_RETRIEVAL_ERROR";
  return recordLine(
    stream,
    data,
    changes?.map((change) => ({ ...change, reason })),
  );
}

export function streamState(cursor: number, stream: StreamName = USERS): string {
  return streamStateLine(stream, cursor);
}

export function globalState(cursor: number, ...streams: readonly StreamName[]): string {
  return globalStateLine(streams, cursor);
}

/** As sent by sources that predate per-stream states: without a type. */
export function legacyState(cursor: number): string {
  return legacyStateLine(cursor);
}

export interface ConfiguredStream extends StreamName {
  readonly columns?: readonly string[];
  /** Instead of `columns`, if their schemas matter. */
  readonly properties?: RecordData;
  readonly mode?: "append" | "append_dedup" | "overwrite" | "update" | "soft_delete";
  /** One column, or several. A path leads into a column. */
  readonly primaryKey?: string | readonly (string | readonly string[])[];
  readonly object?: string;
  /** Whether the platform asks for a refresh: only records of this sync's generation should remain. */
  readonly isRefresh?: boolean;
}

export function catalog(...streams: readonly ConfiguredStream[]): unknown {
  return {
    streams: streams.map(
      ({ name, namespace, mode = "append_dedup", primaryKey, object, isRefresh = false, ...stream }) => ({
        stream: {
          name,
          namespace,
          json_schema: { type: "object", properties: stream.properties ?? columnSchemas(stream.columns ?? []) },
          supported_sync_modes: ["full_refresh", "incremental"],
        },
        sync_mode: "incremental",
        destination_sync_mode: mode,
        destination_object_name: object,
        ...(primaryKey !== undefined && { primary_key: keyPaths(primaryKey) }),
        generation_id: 1,
        minimum_generation_id: isRefresh ? 1 : 0,
        sync_id: 1,
      }),
    ),
  };
}

function keyPaths(key: NonNullable<ConfiguredStream["primaryKey"]>): readonly (readonly string[])[] {
  return (typeof key === "string" ? [key] : key).map((column) => [column].flat());
}

function columnSchemas(columns: readonly string[]): RecordData {
  return Object.fromEntries(columns.map((column) => [column, {}]));
}
