import type { Account } from "./account/account.ts";
import type { JobFate } from "./account/job-fate.ts";
import type { JobWork } from "./account/job-work.ts";
import type { Fault, FaultMoment } from "./fault.ts";
import type { SimulatorAnswer, SimulatorOutcome, SimulatorRequest } from "./wire.ts";

/** The faults of an account, asked in order, and how often each struck. */
export class ActiveFaults {
  readonly #faults: readonly Fault[];
  readonly #strikes = new Map<string, number>();

  constructor(faults: readonly Fault[]) {
    this.#faults = faults;
    for (const { name } of faults) if (name !== undefined) this.#strikes.set(name, 0);
  }

  /** By name, with those that have not struck yet. */
  get strikes(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#strikes);
  }

  meanwhile(account: Account, request: SimulatorRequest, moment: FaultMoment): void {
    for (const fault of this.#faults) {
      if (fault.meanwhile?.(account, request, moment) === true) this.#count(fault);
    }
  }

  before(request: SimulatorRequest, moment: FaultMoment): SimulatorOutcome | undefined {
    return this.#first((fault) => fault.before?.(request, moment));
  }

  job(work: JobWork, request: SimulatorRequest, moment: FaultMoment): JobFate | undefined {
    return this.#first((fault) => fault.job?.(work, request, moment));
  }

  after(request: SimulatorRequest, answer: SimulatorAnswer, moment: FaultMoment): SimulatorOutcome | undefined {
    return this.#first((fault) => fault.after?.(request, answer, moment));
  }

  #first<Result>(ask: (fault: Fault) => Result | undefined): Result | undefined {
    for (const fault of this.#faults) {
      const result = ask(fault);
      if (result === undefined) continue;
      this.#count(fault);
      return result;
    }
    return undefined;
  }

  #count({ name }: Fault): void {
    if (name !== undefined) this.#strikes.set(name, (this.#strikes.get(name) ?? 0) + 1);
  }
}
