import type { ZendeskSimulator } from "zendesk-simulator";
import type { ConnectorMessage, StateCounts } from "../../integration_tests/connector-output.ts";
import { serialIn } from "../scenario/draw-people.ts";
import type { ConnectorScenario, InputItem, ScenarioRecord } from "../scenario/scenario.ts";
import { missingEffect } from "./acknowledged-records.ts";
import type { ExcusedPeople } from "./excused-people.ts";
import { type Cursors, type ExpectedState, expectedStates } from "./expected-states.ts";
import { meaningOf } from "./record-meaning.ts";
import { Violation } from "./violation.ts";

export interface AttemptSubject {
  readonly cursors: Cursors;
  readonly input: readonly InputItem[];
  readonly excused: ExcusedPeople;
  readonly simulator: ZendeskSimulator;
}

/** Watches one attempt of a connector: what it prints, what it stores, and what of it is applied. */
export class AttemptOracle {
  readonly errors: { readonly failure_type: string; readonly message: string }[] = [];
  /** Records of the attempt's input that are covered by no state yet. */
  uncovered: number;
  states = 0;
  /** Whether the connector has said that it no longer waits for a job that it does not follow. */
  hasStoppedWaiting = false;
  /** Serials of records that this attempt has rejected, each with the reason. */
  readonly rejected = new Map<number, string>();
  readonly #connector: ConnectorScenario;
  readonly #simulator: ZendeskSimulator;
  readonly #excused: ExcusedPeople;
  /** Serials of records that Zendesk must refuse. */
  readonly #faulty: ReadonlySet<number>;
  readonly #expected: ReadonlyMap<string, readonly ExpectedState[]>;
  readonly #left = new Map<string, number>();
  readonly #cursors: Map<string, number>;
  /** Serials of records that this attempt's own jobs have written. */
  readonly #applied = new Set<number>();

  constructor(connector: ConnectorScenario, { cursors, input, excused, simulator }: AttemptSubject) {
    this.#connector = connector;
    this.#simulator = simulator;
    this.#excused = excused;
    this.#faulty = new Set(input.flatMap((item) => (item.type === "record" && item.isFaulty ? item.serial : [])));
    this.#expected = expectedStates(input);
    this.#cursors = new Map(cursors);
    this.uncovered = input.filter(({ type }) => type === "record").length;
  }

  /** Where the source goes on after this attempt. */
  get cursors(): Cursors {
    return this.#cursors;
  }

  noteMessage({ log, state, trace }: ConnectorMessage): void {
    this.hasStoppedWaiting ||= log?.level === "WARN" && log.message.includes("still run in Zendesk after 10 minutes");
    if (trace?.error) this.errors.push(trace.error);
    if (state) this.#noteState(laneOfState(state), state.destinationStats);
  }

  noteApplied(serial: number): void {
    this.#applied.add(serial);
  }

  noteRejected(lines: readonly string[]): void {
    for (const line of lines) {
      const { record, rejected_reason: reason } = JSON.parse(line) as {
        record: { notes: unknown };
        rejected_reason: string;
      };
      const serial = serialIn(record.notes);
      if (serial === undefined) throw new Violation("counted once", `a record that never was is stored as rejected`);
      if (this.rejected.has(serial)) throw new Violation("counted once", `record ${serial} is rejected twice`);
      this.rejected.set(serial, reason);
      if (reason === "zendesk_error" && !this.#faulty.has(serial)) this.#excused.add(serial);
      else if (this.#applied.has(serial)) {
        throw new Violation("rejected means not written", `record ${serial} is rejected (${reason}), and in Zendesk`);
      }
    }
  }

  #noteState(lane: string, stats: StateCounts): void {
    const position = this.#left.get(lane) ?? 0;
    this.#left.set(lane, position + 1);
    const state = this.#expected.get(lane)?.[position];
    if (!state) throw new Violation("states in order", "a state has left that was not sent, or a second time");
    this.states += 1;
    this.uncovered -= state.records.length;
    this.#cursors.set(lane, state.cursor);
    this.#checkCounts(state, stats);
    this.#checkKept(state, stats);
  }

  #checkCounts({ cursor, records }: ExpectedState, stats: StateCounts): void {
    const { recordCount, rejectedRecordCount, additionalStats } = stats;
    const counted = recordCount + rejectedRecordCount;
    const effects = Object.values(additionalStats).reduce((sum, count) => sum + count, 0);
    if (counted !== records.length || effects !== recordCount) {
      throw new Violation(
        "counted once",
        `the state of cursor ${cursor} covers ${records.length} records, and counts ${recordCount} written (${effects} by effect) and ${rejectedRecordCount} rejected`,
      );
    }
    if (this.#connector.disk === undefined) return;
    const rejected = records.filter(({ serial }) => this.rejected.has(serial));
    if (rejected.length !== rejectedRecordCount) {
      throw new Violation(
        "counted once",
        `the state of cursor ${cursor} counts ${rejectedRecordCount} rejected, of which ${rejected.length} are stored`,
      );
    }
    const isIgnored = (record: ScenarioRecord): boolean => meaningOf(record, this.#connector) === "ignored";
    const ignored = records.filter((record) => isIgnored(record) && !this.rejected.has(record.serial));
    if (ignored.length !== additionalStats.ignored) {
      throw new Violation(
        "counted once",
        `the state of cursor ${cursor} counts ${additionalStats.ignored} ignored in place of ${ignored.length}`,
      );
    }
  }

  #checkKept({ cursor, records }: ExpectedState, { rejectedRecordCount }: StateCounts): void {
    const missing = records.flatMap((record) => {
      if (this.rejected.has(record.serial) || this.#excused.has(record.person)) return [];
      const why = missingEffect(record, this.#connector, this.#simulator);
      return why === undefined ? [] : [`record ${record.serial} ${why}`];
    });
    // Where rejected records are not kept, only their number tells of them.
    const allowed = this.#connector.disk === undefined ? rejectedRecordCount : 0;
    if (missing.length <= allowed) return;
    const what = `the state of cursor ${cursor} has left, and ${missing.join(", ")}`;
    throw new Violation("acknowledged means kept", what, missing.length);
  }
}

function laneOfState({ stream }: NonNullable<ConnectorMessage["state"]>): string {
  return stream?.stream_descriptor.name ?? "";
}
