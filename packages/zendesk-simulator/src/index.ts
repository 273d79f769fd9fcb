export type { Credentials } from "./account/credentials.ts";
export type { RateHeaderFamily } from "./account/rate-window.ts";
export type { Fault, FaultMoment } from "./fault.ts";
export { defaultOptions, type Role, type SimulatorOptions, unthrottled } from "./options.ts";
export { spawnSimulator, type SpawnedSimulator } from "./spawn-simulator.ts";
export { startSimulator, type StartedSimulator, type StartOptions } from "./start-simulator.ts";
export { connectionReset, type SimulatorAnswer, type SimulatorOutcome, type SimulatorRequest } from "./wire.ts";
export { ZendeskSimulator } from "./zendesk-simulator.ts";
