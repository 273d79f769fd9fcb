import { type Fault, ZendeskSimulator } from "zendesk-simulator";
import { SeededRandom } from "../../integration_tests/seeded-random.ts";
import { checkSameUsers } from "../oracle/final-state.ts";
import { ReferenceAccount } from "../oracle/reference-account.ts";
import { Violation } from "../oracle/violation.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { VirtualClock } from "../world/virtual-clock.ts";
import { enterVirtualTime, everythingHasRun } from "../world/virtual-globals.ts";
import { VirtualNetwork } from "../world/virtual-network.ts";
import { Connection } from "./connection.ts";
import type { Coverage } from "./coverage.ts";
import { JobWatch } from "./job-watch.ts";
import { Tally } from "./tally.ts";
import type { World } from "./world.ts";

/** Whatever happens, a run is over by then. */
const LONGEST_RUN_MS = 14 * 24 * 60 * 60_000;

export interface SeedResult {
  readonly seed: number;
  readonly coverage: Coverage;
  readonly violation: FoundViolation | undefined;
}

export interface FoundViolation {
  readonly invariant: string;
  readonly what: string;
  /** Virtual milliseconds from the start of the run. */
  readonly afterMs: number;
}

/** Runs a scenario to its end, or to the first invariant that does not hold. */
export async function simulate(scenario: Scenario, tell: (event: string) => void = () => {}): Promise<SeedResult> {
  const clock = new VirtualClock(scenario.startAt);
  const random = new SeededRandom(scenario.seed);
  const chance = new SeededRandom(scenario.seed + 1);
  const leaveVirtualTime = enterVirtualTime(clock, () => chance.next());
  try {
    return await new Run(scenario, clock, random, tell).toItsEnd();
  } finally {
    leaveVirtualTime();
  }
}

class Run {
  readonly #scenario: Scenario;
  readonly #clock: VirtualClock;
  readonly #tally = new Tally();
  readonly #simulator: ZendeskSimulator;
  readonly #connections: readonly Connection[];
  readonly #jobs: JobWatch;
  #violation: FoundViolation | undefined;

  constructor(scenario: Scenario, clock: VirtualClock, random: SeededRandom, tell: (event: string) => void) {
    this.#scenario = scenario;
    this.#clock = clock;
    this.#simulator = new ZendeskSimulator({
      ...scenario.account,
      faults: scenario.faults.map((fault) => faultOf(fault.rate, random)),
    });
    const journal = (event: string): void => tell(`${((clock.now - scenario.startAt) / 1000).toFixed(3)} s  ${event}`);
    this.#jobs = new JobWatch(clock, this.#simulator, (client, serials, job) => {
      journal(`job ${job.number} of ${job.work.total} rows is applied`);
      const attempt = this.#connections.map((connection) => connection.attemptOf(client)).find(Boolean);
      for (const serial of serials) attempt?.oracle.noteApplied(serial);
    });
    const network = new VirtualNetwork({
      clock,
      random,
      simulator: this.#simulator,
      onDelivered: (client, { method, url }, outcome) => {
        const { pathname } = new URL(url);
        journal(`${method} ${pathname} → ${typeof outcome === "string" ? outcome : outcome.status}`);
        this.#tally.counts.requests += 1;
        this.#jobs.noteRequestOf(client);
        for (const connection of this.#connections) connection.attemptOf(client)?.noteRequest(pathname);
      },
    });
    const world: World = {
      clock,
      random,
      network,
      journal,
      simulator: this.#simulator,
      jobs: this.#jobs,
      tally: this.#tally,
      ghosts: scenario.ghosts,
      check: (oracle) => this.#check(oracle),
    };
    this.#connections = scenario.connectors.map((connector) => new Connection(connector, world));
  }

  async toItsEnd(): Promise<SeedResult> {
    const { seed, startAt } = this.#scenario;
    this.#seed(this.#simulator);
    await this.#untilDone(Promise.all(this.#connections.map((connection) => connection.sync())));
    this.#check(() => this.#checkEnd());
    const { counts } = this.#tally;
    counts.syncs = this.#connections.length;
    counts.records = this.#scenario.connectors.reduce(
      (sum, { input }) => sum + input.filter(({ type }) => type === "record").length,
      0,
    );
    counts.jobs = this.#jobs.accepted;
    counts.virtualMs = this.#clock.now - startAt;
    return { seed, coverage: this.#tally.coverage({}), violation: this.#violation };
  }

  async #untilDone(work: Promise<unknown>): Promise<void> {
    let isDone = false;
    void (async () => {
      try {
        await work;
      } catch (error) {
        this.#note(error);
      }
      isDone = true;
    })();
    const deadline = this.#scenario.startAt + LONGEST_RUN_MS;
    for (;;) {
      await everythingHasRun();
      if (isDone || this.#violation) return;
      if (!this.#clock.step() || this.#clock.now > deadline) {
        this.#note(new Violation("always ends", "nothing more happens, and not everything is done"));
      }
    }
  }

  #checkEnd(): void {
    const reference = new ReferenceAccount(this.#scenario);
    for (const { connector, givenUp } of this.#connections) reference.send(connector, givenUp);
    checkSameUsers(this.#simulator, reference.simulator);
  }

  #check(oracle: () => void): void {
    if (this.#violation) return;
    try {
      oracle();
    } catch (error) {
      this.#note(error);
    }
  }

  /** The first one counts. */
  #note(error: unknown): void {
    const invariant = error instanceof Violation ? error.invariant : "no crash";
    const what = error instanceof Violation ? error.message : String(error instanceof Error ? error.stack : error);
    this.#violation ??= { invariant, what, afterMs: this.#clock.now - this.#scenario.startAt };
  }

  #seed(simulator: ZendeskSimulator): void {
    const body = JSON.stringify(this.#scenario.seededUsers);
    const answer = simulator.handle(
      { method: "POST", path: "/simulator/users", headers: {}, body },
      this.#clock.now - 24 * 60 * 60_000,
    );
    if (typeof answer === "string" || answer.status >= 300) throw new Error(`seeding fails: ${JSON.stringify(answer)}`);
  }
}

function faultOf(rate: number, random: SeededRandom): Fault {
  return {
    before: () => (random.chance(rate) ? { status: 503, headers: {}, body: "" } : undefined),
  };
}
