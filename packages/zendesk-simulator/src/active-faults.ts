import type { Account } from "./account/account.ts";
import type { JobFate } from "./account/job-fate.ts";
import type { JobWork } from "./account/job-work.ts";
import type { Fault, FaultMoment } from "./fault.ts";
import type { SimulatorAnswer, SimulatorOutcome, SimulatorRequest } from "./wire.ts";

const NONE: readonly string[] = [];

/** The faults of an account, asked in order, and how often each struck. */
export class ActiveFaults {
  #faults: readonly Fault[];
  readonly #strikes = new Map<string, number>();
  #lastStrikes: string[] = [];

  constructor(faults: readonly Fault[]) {
    this.#faults = faults;
    for (const fault of faults) this.#list(fault);
  }

  /** By name, with those that have not struck yet. */
  get strikes(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#strikes);
  }

  add(fault: Fault): void {
    this.#faults = [...this.#faults, fault];
    this.#list(fault);
  }

  /** Its strikes so far still count. */
  remove(name: string): void {
    this.#faults = this.#faults.filter((fault) => fault.name !== name);
  }

  /** The names of those that struck since the last call. */
  takeLastStrikes(): readonly string[] {
    if (this.#lastStrikes.length === 0) return NONE;
    const names = this.#lastStrikes;
    this.#lastStrikes = [];
    return names;
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

  #list({ name }: Fault): void {
    if (name !== undefined && !this.#strikes.has(name)) this.#strikes.set(name, 0);
  }

  #count({ name }: Fault): void {
    if (name === undefined) return;
    this.#strikes.set(name, (this.#strikes.get(name) ?? 0) + 1);
    this.#lastStrikes.push(name);
  }
}
