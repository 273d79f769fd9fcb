import type { FaultName, FaultSetting } from "zendesk-simulator";
import type {
  ConnectorScenario,
  InputItem,
  ScenarioRecord,
  ScenarioState,
  StreamScenario,
} from "../scenario/scenario.ts";
import type { ExcusedPeople } from "./excused-people.ts";
import type { ReferenceOutcome } from "./outcome.ts";
import { isDryRun } from "./record-meaning.ts";
import { FAILING_JOBS } from "./failing-jobs.ts";
import type { PeopleChangedByOthers } from "./people-changed-by-others.ts";
import { Violation } from "./violation.ts";

const SECOND_MS = 1000;
const DEFAULT_FLUSH_SECONDS = 30;
/** The longest pause between two signs of life: a used-up minute, a timeout, the longest back-off, and some latency. */
const LONGEST_SILENCE_MS = 60_000 + 60_000 + 60_000 + 15_000;
/** Answers that ask for a longer wait. */
const LONG_WAITS: ReadonlySet<FaultName> = new Set(["retry-after-huge"]);
const LONGEST_ASKED_MS = 60 * 60_000;

interface HeldStatesOptions {
  readonly changedByOthers: PeopleChangedByOthers;
  readonly excused: ExcusedPeople;
  readonly faults: readonly FaultSetting[];
  readonly reference: ReadonlyMap<number, ReferenceOutcome>;
}

/**
 * Finds states that are held back for no reason. Something may hold a state as long as requests, answers, jobs and
 * rejects come and go. When nothing happens any more, no state may be held once the flush interval has passed.
 */
export class HeldStates {
  readonly #connector: ConnectorScenario;
  readonly #changedByOthers: PeopleChangedByOthers;
  readonly #excused: ExcusedPeople;
  readonly #reference: ReadonlyMap<number, ReferenceOutcome>;
  readonly #isExempt: boolean;
  readonly #allowedMs: number;
  readonly #given: InputItem[] = [];
  readonly #left = new Map<StreamScenario | undefined, number>();
  #lastSignAt = 0;

  constructor(connector: ConnectorScenario, { changedByOthers, excused, faults, reference }: HeldStatesOptions) {
    this.#connector = connector;
    this.#changedByOthers = changedByOthers;
    this.#excused = excused;
    this.#reference = reference;
    // If every job with a record fails, the record is held until another one is written.
    this.#isExempt = isDryRun(connector) || faults.some(({ name }) => FAILING_JOBS.has(name));
    const flushMs = Number(connector.env["FLUSH_INTERVAL_SECONDS"] ?? DEFAULT_FLUSH_SECONDS) * SECOND_MS;
    const askedMs = faults.some(({ name }) => LONG_WAITS.has(name)) ? LONGEST_ASKED_MS : 0;
    this.#allowedMs = flushMs + LONGEST_SILENCE_MS + askedMs;
  }

  /** The process has received this piece of input. */
  noteGiven(item: InputItem, now: number): void {
    this.#lastSignAt = now;
    this.#given.push(item);
  }

  noteLeft(stream: StreamScenario | undefined): void {
    this.#left.set(stream, (this.#left.get(stream) ?? 0) + 1);
  }

  /** A request, an answer, the end of a job, or stored rejected records. */
  noteSign(now: number): void {
    this.#lastSignAt = now;
  }

  /** Throws if a state is overdue. */
  check(now: number): void {
    const silenceMs = now - this.#lastSignAt;
    if (this.#isExempt || silenceMs <= this.#allowedMs) return;
    const [state] = this.#held();
    if (state === undefined) return;
    const what = `is still held after ${Math.round(silenceMs / SECOND_MS)} s in which nothing happened`;
    throw new Violation("held no longer than needed", `the state of cursor ${state.cursor} ${what}`);
  }

  /** Throws if a state before an unreadable line has not left. */
  checkBeforeCut(): void {
    const [state] = this.#isExempt ? [] : this.#held();
    if (state === undefined) return;
    const what = "came before a line that was cut off, and has not left";
    throw new Violation("held no longer than needed", `the state of cursor ${state.cursor} ${what}`);
  }

  #held(): readonly ScenarioState[] {
    const seen = new Map<StreamScenario | undefined, number>();
    // States leave in order, so one of all streams keeps those behind it.
    let isBehindOneOfAll = false;
    return this.#given.filter((item): item is ScenarioState => {
      if (item.type !== "state") return false;
      const place = (seen.get(item.stream) ?? 0) + 1;
      seen.set(item.stream, place);
      if (place <= (this.#left.get(item.stream) ?? 0)) return false;
      const mayBeHeld = isBehindOneOfAll || this.#mayBeHeld(item.stream);
      if (mayBeHeld && item.stream === undefined) isBehindOneOfAll = true;
      return !mayBeHeld;
    });
  }

  #isMapped(record: ScenarioRecord): boolean {
    if (this.#excused.has(record.person) || this.#changedByOthers.mayConcern(record)) return false;
    const outcome = this.#reference.get(record.serial);
    return outcome !== undefined && ("effect" in outcome || outcome.reasons.includes("already_exists"));
  }

  /** The states of a stream with only rejected records wait, because its mapping may be wrong. */
  #mayBeHeld(stream: StreamScenario | undefined): boolean {
    const streams = stream ? [stream] : this.#connector.streams;
    const records = this.#given.filter((item) => item.type === "record");
    const withRecords = new Set(records.map((record) => record.stream));
    const mapped = new Set(records.filter((record) => this.#isMapped(record)).map((record) => record.stream));
    return streams.some((each) => withRecords.has(each) && !mapped.has(each));
  }
}
