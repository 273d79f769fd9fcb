export type { Role } from "./account/account-options.ts";
export { changeByOthers, type OthersChange } from "./account/change-by-others.ts";
export type { Credentials } from "./account/credentials.ts";
export type { JobLimitReading } from "./account/job-limit.ts";
export type { RateHeaderFamily } from "./account/rate-header-family.ts";
export type { JobFate } from "./account/job-fate.ts";
export type { AcceptedJob, EndedJob } from "./account/job.ts";
export type { JobWork } from "./account/job-work.ts";
export type { CustomObjectInput } from "./custom-objects/custom-object-store.ts";
export type { Fault, FaultMoment } from "./fault.ts";
export { createFaults } from "./faults/create-faults.ts";
export { type FaultName, faultNames } from "./faults/fault-kinds.ts";
export type { FaultSetting } from "./faults/fault-setting.ts";
export { DEFAULT_OPTIONS, type SimulatorOptions, UNTHROTTLED } from "./options.ts";
export { spawnSimulator, type SpawnedSimulator } from "./spawn-simulator.ts";
export { startSimulator, type StartedSimulator, type StartOptions } from "./start-simulator.ts";
export {
  CONNECTION_RESET,
  type Disruption,
  type SimulatorAnswer,
  type SimulatorOutcome,
  type SimulatorRequest,
} from "./wire.ts";
export { ZendeskSimulator } from "./zendesk-simulator.ts";
