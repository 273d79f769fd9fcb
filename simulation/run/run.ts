import { type SimulatorOutcome, ZendeskSimulator } from "zendesk-simulator";
import type { HttpRequest } from "../../src/zendesk/http/http-transport.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { AccountLimit } from "../oracle/account-limit.ts";
import { checkSameState } from "../oracle/final-state.ts";
import { isDryRun } from "../oracle/record-meaning.ts";
import { keysOfRow, keysOfUnmarked, oracleOfJob } from "../oracle/object-oracles.ts";
import { ReferenceAccount } from "../oracle/reference-account.ts";
import { anyDefaultKeys } from "../oracle/users/any-default.ts";
import { checkPurged } from "../oracle/users/purged-users.ts";
import { Violation } from "../oracle/violation.ts";
import { CONFIG_FAULTS } from "../scenario/draw-faults.ts";
import { seedAccount } from "../scenario/seed-account.ts";
import { OBJECT_NAMES, type Scenario } from "../scenario/scenario.ts";
import type { VirtualClock } from "../world/virtual-clock.ts";
import { waitUntilAllHasRun } from "../world/virtual-globals.ts";
import { VirtualNetwork } from "../world/virtual-network.ts";
import type { VirtualProcess } from "../world/virtual-process.ts";
import { Connection } from "./connection.ts";
import type { Coverage } from "./coverage.ts";
import { type AppliedJob, JobWatch } from "./job-watch.ts";
import type { FoundViolation, SeedResult } from "./seed-result.ts";
import { Others } from "./others/others.ts";
import { isReported, isUnderstood } from "./clear-outcomes.ts";
import { type SingleWrite, singleWrite } from "./single-write.ts";
import { Tally } from "./tally.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Every run must be over by then. */
const LONGEST_RUN_MS = 14 * DAY_MS;

export interface RunTools {
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly tell: (event: string) => void;
  readonly goesOn: boolean;
}

/** One scenario from its start to its end. */
export class Run {
  readonly #scenario: Scenario;
  readonly #clock: VirtualClock;
  readonly #tell: (event: string) => void;
  readonly #tally = new Tally();
  readonly #simulator: ZendeskSimulator;
  readonly #connections: readonly Connection[];
  readonly #jobs: JobWatch;
  readonly #limit = new AccountLimit();
  readonly #reference: ReferenceAccount;
  readonly #others: Others;
  readonly #goesOn: boolean;
  readonly #violations: FoundViolation[] = [];

  constructor(scenario: Scenario, { clock, random, tell, goesOn }: RunTools) {
    this.#scenario = scenario;
    this.#clock = clock;
    this.#tell = tell;
    this.#goesOn = goesOn;
    this.#jobs = new JobWatch(clock, (job) => this.#noteApplied(job));
    const simulator = new ZendeskSimulator({
      ...scenario.account,
      faultSettings: scenario.faults,
      onJobAccepted: ({ jobId }) => this.#jobs.noteAccepted(jobId),
      onJobApplied: (job) => this.#jobs.noteEnded(job),
    });
    this.#simulator = simulator;
    const network = new VirtualNetwork({
      clock,
      random,
      simulator,
      onDelivered: (...delivered) => this.#noteDelivered(...delivered),
    });
    const world = {
      clock,
      random,
      network,
      simulator,
      tally: this.#tally,
      faults: scenario.faults,
      // To a client, a new token that is refused at once looks as if it were refused permanently.
      needsPerson: scenario.faults.some(({ name }) => name === "token-expired" || CONFIG_FAULTS.has(name)),
      journal: (event: string) => this.#journal(event),
      check: (oracle: () => void) => this.#check(oracle),
    };
    this.#reference = new ReferenceAccount(scenario);
    this.#connections = scenario.connectors.map(
      (connector) =>
        new Connection(connector, isDryRun(connector) ? new Map() : this.#reference.send(connector), world),
    );
    this.#others = new Others(scenario.othersChanges, {
      simulator,
      reference: this.#reference.simulator,
      connections: this.#connections,
    });
  }

  #noteDelivered(client: VirtualProcess, request: HttpRequest, outcome: SimulatorOutcome): void {
    const { method, url } = request;
    const { pathname } = new URL(url);
    this.#journal(`${method} ${pathname} → ${typeof outcome === "string" ? outcome : outcome.status}`);
    this.#tally.counts.requests += 1;
    this.#limit.note(outcome);
    this.#jobs.noteRequest(client, outcome, this.#simulator);
    this.#noteSingle(client, singleWrite(request, outcome));
    const owner = this.#connections.find((connection) => connection.owns(client));
    owner?.refused.note(method, new URL(url), outcome, this.#simulator.account);
    if (!isUnderstood(outcome)) {
      const keys = keysOfUnmarked(new URL(url), request.body, this.#simulator.account);
      owner?.disturbed.noteUnclearThing(keys);
    }
    for (const connection of this.#connections) connection.attemptOf(client)?.noteRequest(method, pathname);
    this.#noteOthers(this.#others.afterRequest(new URL(url), request.body, this.#clock.now));
  }

  #noteOthers(changes: readonly string[]): void {
    for (const change of changes) this.#journal(change);
    this.#tally.counts.othersChanges += changes.length;
  }

  async toItsEnd(): Promise<SeedResult> {
    seedAccount(this.#simulator, this.#scenario);
    for (const { afterMs, byMs } of this.#scenario.dateSteps) {
      this.#clock.after(afterMs, () => this.#clock.stepDate(byMs));
    }
    await this.#untilDone(Promise.all(this.#connections.map((connection) => connection.sync())));
    this.#check(() => this.#checkLimit());
    this.#check(() => this.#checkEnd());
    return { seed: this.#scenario.seed, coverage: this.#coverage(), violations: this.#violations };
  }

  #coverage(): Coverage {
    const { connectors, startAt } = this.#scenario;
    const { counts } = this.#tally;
    const records = connectors.flatMap(({ input }) => input.filter(({ type }) => type === "record"));
    counts.syncs = connectors.length;
    counts.records = records.length;
    counts.jobs = this.#jobs.accepted;
    counts.virtualMs = this.#clock.now - startAt;
    counts.excused = this.#connections.reduce((sum, { excused }) => sum + excused.count, 0);
    return this.#tally.coverage(this.#simulator.faultStrikes());
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
      await waitUntilAllHasRun();
      if (isDone || (this.#violations.length > 0 && !this.#goesOn)) return;
      if (!this.#clock.step() || this.#clock.now > deadline) {
        this.#note(new Violation("always ends", "nothing more happens, and not everything is done"));
        return;
      }
    }
  }

  #noteApplied({ client, isClear, isFollowed, jobId, jobType, results, rows }: AppliedJob): void {
    this.#journal(`job ${jobId} of ${rows.length} rows ends`);
    const connection = this.#connections.find((candidate) => candidate.owns(client));
    const attempt = connection?.attemptOf(client);
    const oracle = attempt?.oracle;
    attempt?.noteSign();
    const object = oracleOfJob(jobType);
    const { account } = this.#simulator;
    // Results of custom object records do not say what was done.
    const isOfDeletions = /delete/i.test(jobType);
    const isLateGhost = !isFollowed && connection?.hasStoppedWaiting === true;
    for (const [index, row] of rows.entries()) {
      const keys = keysOfRow(object, row, account);
      const serial = object.serialOfRow(row) ?? connection?.firstSerialOf(keys);
      const result = results[index];
      if (object.isUnmarked === true && !(isFollowed && isClear && isReported(result))) {
        connection?.disturbed.noteUnclearThing(keys);
      }
      if (result === undefined || result["error"] !== undefined) continue;
      if (!isClear) connection?.disturbed.noteUnclearThing(keys);
      if (isOfDeletions || result["status"] === "Deleted") {
        this.#check(() => oracle?.noteDeleted(String(row["id"])));
        connection?.disturbed.noteDeleted(keys, isFollowed && isClear);
      }
      if (serial === undefined) continue;
      oracle?.noteApplied(serial);
      connection?.disturbed.noteApplied(serial, isFollowed && isClear);
      connection?.changedByOthers.noteWritten(serial);
      if (isLateGhost) connection?.excused.add(serial);
    }
  }

  /** A user who was sent alone, without a job. */
  #noteSingle(client: VirtualProcess, write: SingleWrite | undefined): void {
    if (write === undefined || write.isWritten === false) return;
    const connection = this.#connections.find((candidate) => candidate.owns(client));
    if (write.isWritten === undefined) connection?.disturbed.noteUnclear(write.serial);
    else {
      connection?.disturbed.noteApplied(write.serial, client.isAlive);
      connection?.changedByOthers.noteWritten(write.serial);
    }
  }

  #checkLimit(): void {
    // What other clients use of the limit is not the connectors' fault.
    if (this.#scenario.faults.some(({ name }) => name === "other-traffic")) return;
    this.#limit.check(this.#tally.counts.attempts, this.#tally.counts.requests);
  }

  #checkEnd(): void {
    this.#simulator.account.jobs.advance(Infinity);
    const excused = this.#connections.flatMap((connection) => [
      ...connection.excused.keys(),
      ...connection.changedByOthers.keys(),
    ]);
    const unfinished = this.#connections.flatMap(({ refused }) => refused.unfinishedKeys());
    const unknowable = {
      excusedKeys: new Set(excused),
      unfinishedKeys: new Set(unfinished),
      anyDefaultKeys: new Set(this.#connections.flatMap(({ connector }) => anyDefaultKeys(connector))),
    };
    for (const object of OBJECT_NAMES) checkSameState(this.#simulator, this.#reference.simulator, unknowable, object);
    for (const connection of this.#connections) {
      checkPurged(this.#simulator.account, connection, unknowable.excusedKeys);
    }
  }

  #check(oracle: () => void): void {
    if (this.#violations.length > 0 && !this.#goesOn) return;
    try {
      oracle();
    } catch (error) {
      this.#note(error);
    }
  }

  #note(error: unknown): void {
    const invariant = error instanceof Violation ? error.invariant : "no crash";
    const what = error instanceof Violation ? error.message : String(error instanceof Error ? error.stack : error);
    const records = error instanceof Violation ? error.records : 1;
    this.#violations.push({ invariant, what, records, afterMs: this.#clock.now - this.#scenario.startAt });
  }

  #journal(event: string): void {
    this.#tell(`${((this.#clock.now - this.#scenario.startAt) / 1000).toFixed(3)} s  ${event}`);
  }
}
