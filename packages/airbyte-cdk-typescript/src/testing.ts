export {
  CONFORMANCE_CHECKS,
  checkConformance,
  type ConformanceCheck,
  type ConformanceResult,
} from "./testing/conformance/conformance-checks.ts";
export type { ConformanceSubject } from "./testing/conformance/conformance-subject.ts";
export { ConformanceFailure } from "./testing/conformance/expectation.ts";
export { commandFiles, type CommandFiles, type DestinationCall } from "./testing/destination-call.ts";
export { DestinationOutput } from "./testing/destination-output.ts";
export { globalStateLine, legacyStateLine, recordLine, streamStateLine } from "./testing/input-lines.ts";
export { MemoryHost, type MemoryHostOptions } from "./testing/memory-host.ts";
export {
  isState,
  type PrintedError,
  type PrintedLog,
  type PrintedMessage,
  type PrintedOperation,
  type PrintedState,
  type PrintedStreamStatus,
  type StateCounts,
} from "./testing/printed-message.ts";
export { type DestinationRun, runDestination } from "./testing/run-destination.ts";
export type { DestinationEnd, RunningDestination } from "./testing/running-destination.ts";
export { SpawnedDestination, spawnDestination } from "./testing/spawn-destination.ts";
export { startDestination } from "./testing/start-destination.ts";
