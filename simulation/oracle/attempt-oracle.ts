import type { ZendeskSimulator } from "zendesk-simulator";
import type { PrintedMessage, StateCounts } from "airbyte-cdk-typescript/testing";
import { UNLISTED_STREAM } from "../scenario/draw-state-line.ts";
import type { ConnectorScenario, InputItem, ScenarioRecord } from "../scenario/scenario.ts";
import { missingEffect } from "./acknowledged-records.ts";
import type { ExcusedPeople } from "./excused-people.ts";
import { type Cursors, type ExpectedState, expectedStates } from "./expected-states.ts";
import { DeletionLimit } from "./deletion-limit.ts";
import { FAILING_JOBS } from "./failing-jobs.ts";
import type { HeldStates } from "./held-states.ts";
import type { PossibleOutcomes } from "./outcome.ts";
import { oracleOf } from "./object-oracles.ts";
import type { OutcomeJudge } from "./possible-outcomes.ts";
import type { PeopleChangedByOthers } from "./people-changed-by-others.ts";
import { isDryRun } from "./record-meaning.ts";
import type { RefusedLookUps } from "./refused-look-ups.ts";
import { readReject } from "./reject-lines.ts";
import { ReplacementWarning } from "./replacement-warning.ts";
import { checkStateBytes } from "./state-bytes.ts";
import { checkCounts } from "./state-counts.ts";
import { TeamWarning } from "./users/team-warning.ts";
import { Violation } from "./violation.ts";

/** If this many records of a stream are all rejected, the sync ends with a config_error. */
const FEWEST_FOR_A_VERDICT = 20;

export interface AttemptSubject {
  readonly changedByOthers: PeopleChangedByOthers;
  readonly cursors: Cursors;
  readonly input: readonly InputItem[];
  readonly excused: ExcusedPeople;
  readonly held: HeldStates;
  readonly judge: OutcomeJudge;
  readonly refused: RefusedLookUps;
  readonly simulator: ZendeskSimulator;
}

/** Watches one attempt of a connector: what it prints, what it stores, and which of its writes Zendesk applies. */
export class AttemptOracle {
  readonly errors: { readonly failure_type: string; readonly message: string }[] = [];
  /** Records of the attempt's input that no state covers yet. */
  uncovered: number;
  states = 0;
  /** Whether the connector has said that it no longer waits for a job that it does not follow. */
  hasStoppedWaiting = false;
  readonly #replacement: ReplacementWarning;
  readonly #team: TeamWarning;
  readonly #deletions: DeletionLimit;
  /** Why this attempt rejected records, by serial. */
  readonly #rejected = new Map<number, string>();
  readonly #connector: ConnectorScenario;
  readonly #subject: AttemptSubject;
  readonly #records: ReadonlyMap<number, ScenarioRecord>;
  readonly #expected: ReadonlyMap<string, readonly ExpectedState[]>;
  readonly #left = new Map<string, number>();
  readonly #cursors: Map<string, number>;
  /** Serials of records that this attempt's own jobs wrote. */
  readonly #applied = new Set<number>();

  constructor(connector: ConnectorScenario, subject: AttemptSubject) {
    this.#connector = connector;
    this.#replacement = new ReplacementWarning(connector);
    this.#team = new TeamWarning(connector, subject.simulator);
    this.#deletions = new DeletionLimit(connector);
    this.#subject = subject;
    const records = subject.input.filter((item) => item.type === "record");
    this.#records = new Map(records.map((record) => [record.serial, record]));
    this.#expected = expectedStates(subject.input);
    this.#cursors = new Map(subject.cursors);
    this.uncovered = records.length;
  }

  /** Where the source continues after this attempt. */
  get cursors(): Cursors {
    return this.#cursors;
  }

  /** Whether all records of a stream were rejected, so that its mapping must be wrong. */
  get hasRejectedAStream(): boolean {
    return this.#hasStreamOf(({ serial }) =>
      this.#connector.disk === undefined ? !this.#applied.has(serial) : this.#rejected.has(serial),
    );
  }

  /** Whether that is certain: an insert that finds its thing shows that the mapping works. */
  get hasSurelyRejectedAStream(): boolean {
    return this.#hasStreamOf(({ serial }) => (this.#rejected.get(serial) ?? "already_exists") !== "already_exists");
  }

  #hasStreamOf(isRejected: (record: ScenarioRecord) => boolean): boolean {
    const streams = Map.groupBy(this.#records.values(), ({ stream }) => stream.configured.name).values();
    return [...streams].some((records) => records.length >= FEWEST_FOR_A_VERDICT && records.every(isRejected));
  }

  /** The attempt has succeeded. */
  checkWarnings(): void {
    this.#replacement.check();
    this.#team.check();
  }

  noteMessage(message: PrintedMessage, line: string): void {
    const { log, state, trace } = message;
    this.#replacement.note(message);
    this.#team.note(message);
    this.hasStoppedWaiting ||= log?.level === "WARN" && log.message.includes("still running in Zendesk.");
    if (trace?.error) this.errors.push(trace.error);
    if (trace?.error?.message.startsWith("Every bulk job of this sync failed")) this.#excuseInsertedTwice();
    if (state) this.#noteState(laneOfState(state), state.destinationStats, line);
  }

  /**
   * Inserts that were given up, but not rejected, are sent again. By then, a job that failed may have written a later
   * insert of the same thing, which stays.
   */
  #excuseInsertedTwice(): void {
    const inserted = [...this.#records.values()].filter(({ stream }) => stream.configured.mode === "append");
    for (const records of Map.groupBy(inserted, ({ person }) => person).values()) {
      if (records.length > 1) for (const { serial } of records) this.#subject.excused.add(serial);
    }
  }

  noteApplied(serial: number): void {
    this.#applied.add(serial);
    const record = this.#records.get(serial);
    if (record?.stream.key === "email") this.#team.noteApplied(record);
  }

  noteDeleted(id: string): void {
    this.#deletions.note(id);
  }

  /** Whether the attempt's input may delete more users than a sync is allowed to. */
  get mayExceedDeletions(): boolean {
    const mayDelete = (record: ScenarioRecord): boolean => this.#possibleOf(record).effects.has("deleted");
    return [...this.#records.values()].filter(mayDelete).length > this.#deletions.most;
  }

  noteRejected(lines: readonly string[]): void {
    for (const line of lines) {
      const { reason, serial } = readReject(line);
      const record = this.#records.get(serial);
      if (!record) throw new Violation("counted once", `record ${serial}, which was not sent, is stored as rejected`);
      if (this.#rejected.has(serial)) throw new Violation("counted once", `record ${serial} is rejected twice`);
      this.#rejected.set(serial, reason);
      if (this.#mayBeGivenUp(record, reason)) this.#subject.excused.add(serial);
      else if (this.#applied.has(serial) && !this.#mayBeRejectedThoughWritten(record, reason)) {
        throw new Violation("rejected means not written", `record ${serial} is rejected (${reason}), and in Zendesk`);
      } else if (!this.#subject.refused.mayReject(record, reason)) {
        this.#checkReason(record, reason);
        const { changedByOthers, judge } = this.#subject;
        const isExpected = changedByOthers.has(record.person) || !judge.isWrittenOneByOne(record);
        // Without its organization, nothing of the record is written, even if the reference found it.
        const hasLostOrganization = reason === "not_found" && changedByOthers.hasOrganizationOf(record);
        if (reason === "duplicate_value" && !isExpected) this.#subject.excused.add(serial);
        if (hasLostOrganization && judge.isWrittenOneByOne(record)) this.#subject.excused.add(serial);
      } else if (record.refusal?.by !== "connector") this.#subject.excused.add(serial);
    }
  }

  /**
   * A job may write a record without saying so, and others may change the user before it is sent again. What depends on
   * the user's id may be refused after the rest was written.
   */
  #mayBeRejectedThoughWritten(record: ScenarioRecord, reason: string): boolean {
    const { changedByOthers, judge, refused } = this.#subject;
    if (refused.mayRejectInPart(record, reason) && oracleOf(record).hasFollowUp(record, this.#connector)) return true;
    return changedByOthers.has(record.person) || judge.mayBeRejectedThoughWritten(record);
  }

  #mayBeGivenUp(record: ScenarioRecord, reason: string): boolean {
    // If a record was given up, so are the users who name its organization, and later records that can only update what
    // it creates.
    const { namedUser, organization, person, refusal, serial } = record;
    const isOfMember = reason === "not_found" && (organization?.person ?? namedUser) !== undefined;
    const isLater = [...this.#records.values()].some((each) => each.person === person && each.serial < serial);
    const isChange = reason === "missing_required_field" && isLater;
    const isPossible = reason === "zendesk_error" || isOfMember || isChange;
    if (!isPossible || refusal?.by === "connector") return false;
    const { simulator } = this.#subject;
    const strikes = simulator.faultStrikes();
    return [...FAILING_JOBS].some((name) => (strikes[name] ?? 0) > 0);
  }

  #checkReason(record: ScenarioRecord, reason: string): void {
    const { reasons } = this.#possibleOf(record);
    if (reasons.has(reason)) return;
    const rightly = reasons.size === 0 ? "and should be written" : `in place of ${[...reasons].join(" or ")}`;
    throw new Violation("reported correctly", `record ${record.serial} is rejected as ${reason}, ${rightly}`);
  }

  #possibleOf(record: ScenarioRecord): PossibleOutcomes {
    const { excused, judge } = this.#subject;
    return excused.has(record.person) ? judge.anythingOf(record) : judge.possibleOf(record);
  }

  #noteState(lane: string, stats: StateCounts, line: string): void {
    const position = this.#left.get(lane) ?? 0;
    this.#left.set(lane, position + 1);
    const state = this.#expected.get(lane)?.[position];
    if (isDryRun(this.#connector)) throw new Violation("nothing changes", "a dry run gives a state back");
    if (!state) throw new Violation("states in order", "a state has left that was not sent, or a second time");
    this.states += 1;
    this.#subject.held.noteLeft(state.stream);
    this.uncovered -= state.records.length;
    if (lane !== UNLISTED_STREAM) this.#cursors.set(lane, state.cursor);
    checkStateBytes(state.line, line);
    const isKept = this.#connector.disk !== undefined;
    const isRejected = ({ serial }: ScenarioRecord): boolean => this.#rejected.has(serial);
    const { cursor, records } = state;
    const possibleOf = (record: ScenarioRecord): PossibleOutcomes => this.#possibleOf(record);
    checkCounts({ cursor, records, possibleOf, isRejected: isKept ? isRejected : undefined }, stats);
    this.#checkKept(state, stats);
  }

  #checkKept({ cursor, records }: ExpectedState, { rejectedRecordCount }: StateCounts): void {
    const { changedByOthers, excused, simulator } = this.#subject;
    const missing = records.flatMap((record) => {
      if (this.#rejected.has(record.serial) || excused.has(record.person)) return [];
      const why = missingEffect(record, this.#connector, simulator);
      return why === undefined || changedByOthers.explainMissing(record) ? [] : [`record ${record.serial} ${why}`];
    });
    // If rejected records are not stored, only their number is known.
    const allowed = this.#connector.disk === undefined ? rejectedRecordCount : 0;
    if (missing.length <= allowed) return;
    const what = `the state of cursor ${cursor} has left, and ${missing.join(", ")}`;
    throw new Violation("acknowledged means kept", what, missing.length);
  }
}

function laneOfState({ stream }: NonNullable<PrintedMessage["state"]>): string {
  return stream?.stream_descriptor.name ?? "";
}
