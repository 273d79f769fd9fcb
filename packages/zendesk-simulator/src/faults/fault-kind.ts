import type { Account } from "../account/account.ts";
import type { JobFate } from "../account/job-fate.ts";
import type { JobWork } from "../account/job-work.ts";
import type { FaultMoment } from "../fault.ts";
import type { Random } from "../random.ts";
import type { SimulatorAnswer, SimulatorOutcome, SimulatorRequest } from "../wire.ts";

export interface FaultTools {
  readonly random: Random;
  /** Origin of the host that is not the account's. */
  readonly redirectTarget: string;
}

interface Described {
  /** Shown in the help and in the README. */
  readonly summary: string;
}

/** See `Fault.before`. */
interface BeforeKind extends Described {
  readonly hook: "before";
  concerns?(request: SimulatorRequest): boolean;
  strike(request: SimulatorRequest, moment: FaultMoment, tools: FaultTools): SimulatorOutcome;
}

/** See `Fault.after`. */
interface AfterKind extends Described {
  readonly hook: "after";
  concerns?(answer: SimulatorAnswer): boolean;
  strike(answer: SimulatorAnswer, request: SimulatorRequest, tools: FaultTools): SimulatorOutcome;
}

/** See `Fault.job`. */
interface JobKind extends Described {
  readonly hook: "job";
  concerns?(work: JobWork): boolean;
  strike(work: JobWork, tools: FaultTools): JobFate;
}

/** See `Fault.meanwhile`. */
interface MeanwhileKind extends Described {
  readonly hook: "meanwhile";
  concerns?(request: SimulatorRequest, account: Account, nowMs: number): boolean;
  strike(account: Account, request: SimulatorRequest, nowMs: number, tools: FaultTools): void;
}

/** One kind of fault. `concerns` says at which moments it can strike; by default at all of them. */
export type FaultKind = BeforeKind | AfterKind | JobKind | MeanwhileKind;

export type FaultKinds = Readonly<Record<string, FaultKind>>;
