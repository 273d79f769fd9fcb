/**
 * Messages of the Airbyte protocol that a destination reads or writes (0.18, and `additionalStats` of 0.19).
 * Source: https://github.com/airbytehq/airbyte-protocol, airbyte_protocol.yaml.
 * Everything that is read is optional AND nullable: PyAirbyte writes every unset field as an explicit null.
 */

export type JsonSchema = Readonly<Record<string, unknown>>;

export const DESTINATION_SYNC_MODES = ["append", "overwrite", "append_dedup", "update", "soft_delete"] as const;
export type DestinationSyncMode = (typeof DESTINATION_SYNC_MODES)[number];

/** A `namespace` of null or "" is normalised to absent, so that two descriptors of one stream are equal. */
export interface StreamDescriptor {
  readonly name: string;
  readonly namespace?: string;
}

/** A stream of the configured catalog as the source declares it, its namespace normalised. */
export interface AirbyteStream extends StreamDescriptor {
  readonly json_schema: JsonSchema;
  readonly supported_sync_modes?: readonly string[] | null;
  readonly source_defined_cursor?: boolean | null;
  readonly default_cursor_field?: readonly string[] | null;
  readonly source_defined_primary_key?: readonly (readonly string[])[] | null;
  readonly is_resumable?: boolean | null;
  readonly is_file_based?: boolean | null;
}

export interface ConfiguredAirbyteStream {
  readonly stream: AirbyteStream;
  readonly sync_mode?: string | null;
  readonly cursor_field?: readonly string[] | null;
  readonly destination_sync_mode: DestinationSyncMode;
  /** The object chosen on Airbyte's mapping screen; only with data activation or through the public API. */
  readonly destination_object_name?: string | null;
  /** Paths; a composite key is several paths. With a destination object: the matching key in its field names. */
  readonly primary_key?: readonly (readonly string[])[] | null;
  readonly generation_id?: number | null;
  /** 0 keeps everything; equal to `generation_id` asks for older generations to be dropped. */
  readonly minimum_generation_id?: number | null;
  /** The platform's job id: the same for all attempts of a job. */
  readonly sync_id?: number | null;
  readonly include_files?: boolean | null;
}

export interface ConfiguredAirbyteCatalog {
  readonly streams: readonly ConfiguredAirbyteStream[];
}

/** One operation on one object of the destination, as `discover` lists it. */
export interface DestinationOperation {
  readonly object_name: string;
  readonly sync_mode: DestinationSyncMode;
  readonly json_schema: JsonSchema;
  /** Alternatives. An inner array is one key; it is composite if it names several fields. */
  readonly matching_keys?: readonly (readonly string[])[];
}

export interface ConnectorSpecification {
  /** JSON Schema of the config. Secrets are marked with `airbyte_secret: true`. */
  readonly connectionSpecification: JsonSchema;
  readonly documentationUrl?: string;
  readonly changelogUrl?: string;
  readonly supportsIncremental?: boolean;
  readonly supportsNormalization?: boolean;
  readonly supportsDBT?: boolean;
  readonly supported_destination_sync_modes?: readonly DestinationSyncMode[];
  readonly advanced_auth?: Readonly<Record<string, unknown>>;
  readonly protocol_version?: string;
}

type RecordChangeOrigin = "SOURCE" | "DESTINATION" | "PLATFORM";
type RecordChangeCause = "RECORD_SIZE_LIMITATION" | "FIELD_SIZE_LIMITATION" | "SERIALIZATION_ERROR";

/** A value that the source or the platform lost (`NULLED`) or truncated (`TRUNCATED`) on the way. */
export interface RecordChange {
  readonly field: string;
  readonly change: "NULLED" | "TRUNCATED";
  readonly reason:
    | `${RecordChangeOrigin}_${RecordChangeCause}`
    | "SOURCE_RETRIEVAL_ERROR"
    | "DESTINATION_TYPECAST_ERROR";
}

/** `destinationStats` of a STATE; `recordCount` + `rejectedRecordCount` must equal the source's count. */
export interface AirbyteStateStats {
  readonly recordCount: number;
  readonly rejectedRecordCount: number;
  /** Summed per key by the platform. */
  readonly additionalStats: Readonly<Record<string, number>>;
}

export type FailureType = "config_error" | "transient_error" | "system_error";

export interface AirbyteErrorTrace {
  /** For the user: what happened, to which thing, and what to do. */
  readonly message: string;
  readonly internal_message?: string;
  readonly stack_trace?: string;
  readonly failure_type: FailureType;
}

export type LogLevel = "ERROR" | "WARN" | "INFO" | "DEBUG";

/** What a destination prints, except STATE: a state is never rebuilt from a model, because its line is echoed. */
export type OutputMessage =
  | { readonly type: "SPEC"; readonly spec: ConnectorSpecification }
  | { readonly type: "CONNECTION_STATUS"; readonly connectionStatus: AirbyteConnectionStatus }
  | {
      readonly type: "DESTINATION_CATALOG";
      readonly destination_catalog: { readonly operations: readonly DestinationOperation[] };
    }
  | { readonly type: "LOG"; readonly log: { readonly level: LogLevel; readonly message: string } }
  | { readonly type: "TRACE"; readonly trace: AirbyteTrace };

/** `emitted_at` in milliseconds. */
type AirbyteTrace =
  | { readonly type: "ERROR"; readonly emitted_at: number; readonly error: AirbyteErrorTrace }
  | { readonly type: "STREAM_STATUS"; readonly emitted_at: number; readonly stream_status: AirbyteStreamStatus };

/** A destination may only send RUNNING: COMPLETE would mark the source's stream as complete. */
interface AirbyteStreamStatus {
  readonly stream_descriptor: StreamDescriptor;
  readonly status: "RUNNING";
  /** Exactly one: the platform does not read more. `quota_reset` is in milliseconds, a whole number. */
  readonly reasons: readonly [
    { readonly type: "RATE_LIMITED"; readonly rate_limited: { readonly quota_reset: number } },
  ];
}

type AirbyteConnectionStatus =
  | { readonly status: "SUCCEEDED" }
  | { readonly status: "FAILED"; readonly message: string };
