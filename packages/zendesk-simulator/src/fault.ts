import type { SimulatorAnswer, SimulatorOutcome, SimulatorRequest } from "./wire.ts";

export interface FaultMoment {
  readonly nowMs: number;
  /** Counts every request to the Zendesk paths, from 1. */
  readonly requestNumber: number;
}

/**
 * Something that goes wrong between the client and the account. `before` may answer in the account's place (a 503, a
 * reset: the account never sees the request). `after` may replace the answer (a reset after the work was accepted, a
 * job that answers short). Undefined leaves things as they are. Faults are asked in order; the first to answer wins.
 */
export interface Fault {
  before?(request: SimulatorRequest, moment: FaultMoment): SimulatorOutcome | undefined;
  after?(request: SimulatorRequest, answer: SimulatorAnswer, moment: FaultMoment): SimulatorOutcome | undefined;
}
