import type { Account } from "./account/account.ts";
import type { JobFate } from "./account/job-fate.ts";
import type { JobWork } from "./account/job-work.ts";
import type { SimulatorAnswer, SimulatorOutcome, SimulatorRequest } from "./wire.ts";

export interface FaultMoment {
  readonly nowMs: number;
  /** Counts every request to the Zendesk paths, from 1. */
  readonly requestNumber: number;
  /** The rate headers of the account now; nothing is counted. */
  readonly rateHeaders: Readonly<Record<string, string>>;
}

/**
 * Something that goes wrong between the client and the account, or in the account. Faults are asked in order. For
 * `before`, `job` and `after` the first answer wins; undefined changes nothing.
 */
export interface Fault {
  /** Its strikes are counted under this name. */
  readonly name?: string;
  /** What others do in the account just before the request arrives. Returns whether anything happened. */
  meanwhile?(account: Account, request: SimulatorRequest, moment: FaultMoment): boolean;
  /** Answers in the account's place (a 503, a reset): the account never sees the request. */
  before?(request: SimulatorRequest, moment: FaultMoment): SimulatorOutcome | undefined;
  /** Decides the fate of a job when the account accepts it. */
  job?(work: JobWork, request: SimulatorRequest, moment: FaultMoment): JobFate | undefined;
  /** Replaces the answer to what the account has done: a reset after the work was accepted, an answer cut short. */
  after?(request: SimulatorRequest, answer: SimulatorAnswer, moment: FaultMoment): SimulatorOutcome | undefined;
}
