export { BatchingSink, type BatchOptions, type WriteBatch } from "./batching-sink.ts";
export {
  type About,
  type CommandContext,
  type Destination,
  type DestinationInfo,
  type PendingRecord,
  type RecordSettlement,
  type RecordSink,
  type SyncContext,
  WRITTEN_EFFECTS,
  type WrittenEffect,
} from "./destination.ts";
export { ConfigError, ConnectorError, type ConnectorErrorOptions, SystemError, TransientError } from "./errors.ts";
export { isJsonObject, isRawJson, parseJson, type RawJson } from "./exact-json.ts";
export type { Host, HostEvent, StopSignal } from "./host.ts";
export { LineSplitter } from "./lines.ts";
export type { Logger } from "./logger.ts";
export { byNearness, type NearName } from "./nearest-name.ts";
export type { OwnCommand, OwnCommandCall, RunOwnCommand } from "./own-command.ts";
export {
  type AirbyteStream,
  type ConfiguredAirbyteCatalog,
  type ConfiguredAirbyteStream,
  type ConnectorSpecification,
  DESTINATION_SYNC_MODES,
  type DestinationOperation,
  type DestinationSyncMode,
  type FailureType,
  type JsonSchema,
  type LogLevel,
  type RecordChange,
  type StreamDescriptor,
} from "./protocol.ts";
export { type PreparedDestination, prepareDestination } from "./prepare-destination.ts";
export { run } from "./run.ts";
export { runLazily } from "./run-lazily.ts";
export { streamKey } from "./stream-key.ts";
