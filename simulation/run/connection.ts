import { DisturbedPeople } from "../oracle/disturbed-people.ts";
import type { Cursors } from "../oracle/expected-states.ts";
import { ExcusedPeople } from "../oracle/excused-people.ts";
import type { ReferenceOutcome } from "../oracle/outcome.ts";
import { OutcomeJudge } from "../oracle/possible-outcomes.ts";
import { isDryRun } from "../oracle/record-meaning.ts";
import { RefusedLookUps } from "../oracle/refused-look-ups.ts";
import { firstSerials } from "../oracle/people.ts";
import { PeopleChangedByOthers } from "../oracle/people-changed-by-others.ts";
import { Violation } from "../oracle/violation.ts";
import type { ConnectorScenario } from "../scenario/scenario.ts";
import type { VirtualProcess } from "../world/virtual-process.ts";
import { Attempt, type AttemptEnd } from "./attempt.ts";
import { rightfulStop } from "./rightful-stop.ts";
import type { World } from "./world.ts";

const MAX_ATTEMPTS = 100;
/** The longest time until the platform retries, and until a person looks at an error. */
const PLATFORM_MS = 60_000;
const PERSON_MS = 30 * 60_000;
/** PyAirbyte kills a destination 10 s after its SIGTERM. */
const GRACE_MS = 10_000;

/** One connection, run as the platform does: attempts from the last states until one succeeds. */
export class Connection {
  readonly connector: ConnectorScenario;
  readonly #world: World;
  #cursors: Cursors = new Map();
  #attempt: Attempt | undefined;
  readonly #processes = new Set<VirtualProcess>();
  #hasStoppedWaiting = false;
  readonly changedByOthers: PeopleChangedByOthers;
  readonly excused: ExcusedPeople;
  readonly disturbed: DisturbedPeople;
  readonly refused: RefusedLookUps;
  readonly #reference: ReadonlyMap<number, ReferenceOutcome>;
  readonly #judge: OutcomeJudge;
  readonly #firstSerials: ReadonlyMap<string, number>;

  constructor(connector: ConnectorScenario, reference: ReadonlyMap<number, ReferenceOutcome>, world: World) {
    this.connector = connector;
    this.changedByOthers = new PeopleChangedByOthers(connector);
    this.excused = new ExcusedPeople(connector);
    this.disturbed = new DisturbedPeople(connector);
    this.refused = new RefusedLookUps(connector);
    this.#reference = reference;
    this.#firstSerials = firstSerials(connector);
    this.#judge = new OutcomeJudge(connector, {
      changedByOthers: this.changedByOthers,
      disturbed: this.disturbed,
      keepsKeys: world.simulator.account.options.keepsKeysOfDeletedUsers,
      reference,
    });
    this.#world = world;
  }

  /** Whether a job that none of its attempts follows may now overwrite newer values. */
  get hasStoppedWaiting(): boolean {
    return this.#hasStoppedWaiting || this.#attempt?.oracle.hasStoppedWaiting === true;
  }

  /** The first record of the thing with one of these keys, if it does not show which record wrote it. */
  firstSerialOf(keys: readonly string[]): number | undefined {
    return keys.map((key) => this.#firstSerials.get(key)).find((serial) => serial !== undefined);
  }

  /** Whether the process is or was one of this connection. */
  owns(process: VirtualProcess): boolean {
    return this.#processes.has(process);
  }

  /** The attempt of the process; undefined if it belongs to another connection. */
  attemptOf(process: VirtualProcess): Attempt | undefined {
    return this.#attempt?.process === process ? this.#attempt : undefined;
  }

  /** Resolves when the whole input has been processed. */
  async sync(): Promise<void> {
    const { journal, random, tally } = this.#world;
    await this.#sleep(this.connector.startDelayMs);
    let connector = this.connector;
    for (let number = 0; number < MAX_ATTEMPTS; number++) {
      const attempt = new Attempt(
        {
          connector,
          changedByOthers: this.changedByOthers,
          cursors: this.#cursors,
          excused: this.excused,
          judge: this.#judge,
          reference: this.#reference,
          refused: this.refused,
          interruption: this.connector.interruptions[number],
          isDiskFull: number === 0 && this.connector.disk?.isFullFirst === true,
        },
        this.#world,
      );
      this.disturbed.noteSent(attempt.input);
      this.#attempt = attempt;
      this.#processes.add(attempt.process);
      journal(`${this.connector.name}: attempt ${number + 1} starts`);
      tally.counts.attempts += 1;
      const end = await attempt.run();
      this.#noteEnd(attempt, end);
      if (end === 0) return;
      const stop = rightfulStop(attempt);
      if (stop === "half done") this.excused.addAll();
      if (stop !== undefined) return;
      if (hasExceededDeletions(attempt)) connector = withMoreDeletions(connector);
      this.#cursors = attempt.oracle.cursors;
      this.#hasStoppedWaiting ||= attempt.oracle.hasStoppedWaiting;
      await this.#sleep(needsPerson(attempt) ? random.whole(PERSON_MS) : PLATFORM_MS ** random.next());
    }
    throw new Violation("always ends", `${this.connector.name} has not succeeded in ${MAX_ATTEMPTS} attempts`);
  }

  #noteEnd(attempt: Attempt, end: AttemptEnd): void {
    const { oracle, sinceSigterm = 0 } = attempt;
    const { check, journal, tally } = this.#world;
    const [error, ...more] = oracle.errors;
    const outcome = end === 0 ? "succeeded" : typeof end === "string" ? end : (error?.failure_type ?? `code ${end}`);
    journal(`${this.connector.name}: ended, ${outcome}`);
    tally.noteEnd(outcome);
    tally.counts.states += oracle.states;
    check(() => {
      if (more.length > 0) throw undocumented("more than one TRACE ERROR");
      if (end === 0) oracle.checkWarnings();
      if (end === 0 && attempt.wasCut) throw undocumented("exit code 0 though the input was cut off");
      if (end === 1 && error?.failure_type === "system_error" && attempt.wasCut) attempt.checkBeforeCut();
      if (end === 0 && oracle.hasSurelyRejectedAStream) {
        throw undocumented("exit code 0 though all of a stream is rejected");
      }
      if (end === 0 && (error || (oracle.uncovered > 0 && !isDryRun(this.connector)))) {
        throw undocumented(`exit code 0 with ${oracle.uncovered} records that no state covers`);
      }
      if (end === 1 && !this.#isExpected(error?.failure_type, attempt)) {
        throw undocumented(`exit code 1 with ${error?.failure_type ?? "no error"}: ${error?.message ?? ""}`);
      }
      if (end === "SIGTERM" && sinceSigterm > GRACE_MS) {
        throw undocumented(`${sinceSigterm} ms from SIGTERM to its end`);
      }
      if (typeof end === "number" && end > 1) throw undocumented(`exit code ${end}`);
    });
  }

  /** Faults cause transient errors. Only what a person must look at causes config errors. */
  #isExpected(failureType: string | undefined, attempt: Attempt): boolean {
    const { hasMetZendesk } = attempt;
    if (failureType === "transient_error" || rightfulStop(attempt) !== undefined) return true;
    if (failureType === "system_error") return attempt.wasCut;
    if (hasExceededDeletions(attempt)) return attempt.oracle.mayExceedDeletions;
    const { disk } = this.connector;
    const mayBeConfig = disk?.isFullFirst === true || this.#world.needsPerson || !hasMetZendesk;
    return failureType === "config_error" && mayBeConfig;
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#world.clock.after(ms, resolve);
    });
  }
}

function needsPerson({ oracle }: Attempt): boolean {
  return oracle.errors.some(({ failure_type }) => failure_type === "config_error");
}

function hasExceededDeletions({ oracle }: Attempt): boolean {
  return oracle.errors.some(({ message }) => message.includes("would delete more records"));
}

/** If the deletions are intended, the limit is raised. */
function withMoreDeletions(connector: ConnectorScenario): ConnectorScenario {
  return { ...connector, settings: { ...connector.settings, max_deletions: 1_000_000 } };
}

function undocumented(what: string): Violation {
  return new Violation("documented end", what);
}
