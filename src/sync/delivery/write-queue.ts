import type { Dependency } from "../../objects/dependency.ts";
import type { Rejection } from "../../objects/rejection.ts";
import type { Row, WriteMode } from "../../objects/row.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { thingsWrittenBy } from "../../objects/write/dependencies.ts";
import { MAX_ROWS_PER_JOB } from "../../zendesk/jobs/bulk-job.ts";
import type { AwaitedThings } from "./awaited-things.ts";
import { IdentityLanes, type Lane, NO_ENTRIES } from "./identity-lanes.ts";
import { QueueLoad } from "./queue-load.ts";
import { ReadyLanes } from "./ready-lanes.ts";
import type { PendingWrite } from "../outcomes/pending-write.ts";
import { type QueueEntry, inOrder, mergeInto, sequenceOf, streamOf } from "./queue-entry.ts";

/** Zendesk documents no limit for bulk bodies. It is known to accept far larger ones than this. */
const MAX_BATCH_BYTES = 1_500_000;

interface WriteQueueOptions {
  readonly object: ObjectType;
  /** Shared by all queues of a sync. */
  readonly awaited: AwaitedThings<QueueEntry, Row>;
  /** Whether records of the sync may refer to this object's things. Otherwise nothing waits for them. */
  readonly isReferredTo: boolean;
  readonly dependenciesOf: (row: Row) => readonly Dependency[];
  readonly lookupColumns: Iterable<string>;
}

const NOTHING: readonly never[] = [];

/** An entry that will not be sent again, and why. */
export interface AbandonedEntry {
  readonly entry: QueueEntry;
  readonly rejection: Rejection;
}

/** Rows to send together, each about a different thing. */
export type Batch = readonly QueueEntry[];

/**
 * Records of one object between mapping and sending. Releases batches in which no thing occurs twice, and none that is
 * in flight. A record that must wait keeps its place, and is merged with its successor if the two may be one row.
 */
export class WriteQueue {
  readonly #options: WriteQueueOptions;
  readonly #lanes = new IdentityLanes();
  readonly #ready = new ReadyLanes();
  /** Lanes whose first entry waits for something that it depends on. */
  readonly #blocked = new Set<Lane>();
  #sequence = 0;
  #flushBefore = 0;
  /** Whether an entry that waited before a flush may be among the ready ones. */
  #isOverdue = false;
  /** Whether an entry that was flushed may wait for something that does not come. */
  #mayAbandon = false;
  readonly #load = new QueueLoad();

  constructor(options: WriteQueueOptions) {
    this.#options = options;
  }

  /** True if no more records should be added before some have been sent. */
  get isFull(): boolean {
    return this.#load.isFull;
  }

  /** True when all records have been released. */
  get isEmpty(): boolean {
    return this.#load.isEmpty;
  }

  /** False if `take` would return nothing. */
  get mayHaveBatch(): boolean {
    return this.#ready.size >= MAX_ROWS_PER_JOB || this.#load.heldBytes >= MAX_BATCH_BYTES || this.#isOverdue;
  }

  /** An entry that waited before a flush may be sent. */
  get isOverdue(): boolean {
    return this.#isOverdue;
  }

  /** Everything that waits was there before the last flush. */
  get isFlushed(): boolean {
    return this.#flushBefore === this.#sequence;
  }

  add(arrived: Omit<PendingWrite, "sequence" | "things" | "dependencies">, mode: WriteMode): void {
    const { awaited, dependenciesOf, isReferredTo } = this.#options;
    const { externalId, ordinal, record, row } = arrived;
    if (row.identities.length === 0) throw new Error("a row without an identity cannot be kept in order");
    const things = isReferredTo ? thingsWrittenBy(row, this.#options.object) : NOTHING;
    // A deletion needs nothing that its record refers to.
    const dependencies = mode === "delete" ? NOTHING : dependenciesOf(row);
    const write: PendingWrite = { sequence: this.#sequence++, record, ordinal, row, things, dependencies, externalId };
    const { lane, absorbed } = this.#lanes.join(row.identities);
    const last = lane.waiting.at(-1);
    const merged = last && mergeInto(last, write, mode, this.#options);
    lane.waiting = merged
      ? [...lane.waiting.slice(0, -1), merged]
      : [...lane.waiting, { mode, writes: [write], row, isMergeable: true }];
    this.#load.add(write);
    if (things.length > 0) awaited.announce(things, row, this.#expedite);
    for (const other of absorbed) {
      this.#ready.delete(other);
      this.#blocked.delete(other);
    }
    this.#noteReady(lane);
    if (this.isFull) this.flush();
  }

  /** Everything that waits now may be sent in partly filled batches. */
  flush(): void {
    this.#flushBefore = this.#sequence;
    this.#isOverdue = this.#load.waiting > 0;
    this.#mayAbandon = this.#blocked.size > 0;
    for (const lane of this.#blocked) this.#noteReady(lane);
  }

  /**
   * The next batch, or undefined if none is worth sending yet. A batch is worth sending if it is full or contains an
   * entry that waited before a flush. Its things are in flight until `release` has been called for each entry.
   */
  take(): Batch | undefined {
    if (!this.mayHaveBatch) return undefined;
    for (const stream of this.#ready.streams) {
      const { batch, isDue } = this.#batchLedBy(stream);
      if (batch.length === 0 || (!isDue && batch.length < MAX_ROWS_PER_JOB)) continue;
      for (const entry of batch) this.#depart(entry);
      this.#ready.passTurn(stream);
      this.#isOverdue = isDue;
      return batch;
    }
    this.#isOverdue = false;
    return undefined;
  }

  /** The entry's row is settled, or is returned as `again`, ahead of what came after it. */
  release(entry: QueueEntry, again: readonly QueueEntry[] = []): void {
    const { awaited } = this.#options;
    const lane = this.#land(entry);
    awaited.release(entry);
    if (again.length === 0) for (const write of entry.writes) this.#load.release(write);
    else this.#putBack(again, lane);
    this.#noteReady(lane);
    this.#lanes.noteReleased(lane);
    if (again.length === 0) for (const { row, things } of entry.writes) awaited.conclude(things, row);
  }

  /** Whether a row was rejected for nothing but what this sync may still write. */
  mayStillCome(rejection: Rejection): boolean {
    return this.#options.awaited.mayStillCome(rejection);
  }

  /** The entry waits for what was missing. */
  park(entry: QueueEntry, rejection: Rejection): void {
    const parked = { ...entry, isMergeable: false };
    this.#options.awaited.park(entry, parked, rejection);
    const lane = this.#land(entry);
    this.#putBack([parked], lane);
    this.#mayAbandon = true;
    this.#noteReady(lane);
    this.#lanes.noteReleased(lane);
  }

  /** Entries that waited before a flush for something that does not come. They are in flight until they are released. */
  takeAbandoned(): readonly AbandonedEntry[] {
    if (!this.#mayAbandon) return [];
    this.#mayAbandon = false;
    return [...this.#blocked].flatMap((lane) => {
      const [entry] = lane.waiting;
      const rejection = entry && this.#isFlushed(entry) ? this.#options.awaited.whyAbandoned(entry) : undefined;
      return entry && rejection ? [this.#abandon(entry, rejection)] : [];
    });
  }

  /** Ends the oldest wait, because nothing else can: what the entry waits for waits for the entry. */
  giveUpOldest(): AbandonedEntry | "ready" | undefined {
    const [entry] = inOrder([...this.#blocked].flatMap(({ waiting: [first] }) => first ?? []));
    if (!entry) return undefined;
    const rejection = this.#options.awaited.giveUp(entry);
    if (rejection) return this.#abandon(entry, rejection);
    this.#noteReady(this.#laneOf(entry));
    return "ready";
  }

  /** Rows of one mode, those of the stream first. `isDue`: the batch may be sent even if it is not full. */
  #batchLedBy(stream: string): { batch: QueueEntry[]; isDue: boolean } {
    const batch: QueueEntry[] = [];
    let bytes = 0;
    let isDue = false;
    for (const lane of this.#ready.startingWith(stream)) {
      const [entry] = lane.waiting;
      // What it depends on may have come in since it became ready.
      if (!entry || this.#waitIfNeeded(lane, entry)) continue;
      // A flushed entry of another mode must not wait for this batch to fill.
      isDue ||= this.#isFlushed(entry);
      if (batch[0] && entry.mode !== batch[0].mode) continue;
      if (batch.length === MAX_ROWS_PER_JOB || (batch.length > 0 && bytes + entry.row.byteLength > MAX_BATCH_BYTES)) {
        isDue = true;
        break;
      }
      batch.push(entry);
      bytes += entry.row.byteLength;
    }
    return { batch, isDue };
  }

  #isFlushed(entry: QueueEntry): boolean {
    return sequenceOf(entry) < this.#flushBefore;
  }

  #depart(entry: QueueEntry): void {
    const lane = this.#laneOf(entry);
    if (lane.waiting[0] !== entry) throw new Error("a row left its lane out of turn");
    lane.waiting = lane.waiting.length === 1 ? NO_ENTRIES : lane.waiting.slice(1);
    lane.inFlight = [...lane.inFlight, entry];
    this.#ready.delete(lane);
    this.#blocked.delete(lane);
    this.#options.awaited.depart(entry);
    this.#load.depart(entry.writes.length);
  }

  /** Joins move rows between lanes, but a row's own identities always lead to its current lane. */
  #laneOf({ row: { identities } }: Pick<QueueEntry, "row">): Lane {
    const lane = identities[0] === undefined ? undefined : this.#lanes.find(identities[0]);
    if (!lane) throw new Error("a row has no lane");
    return lane;
  }

  #noteReady(lane: Lane): void {
    const [first] = lane.waiting;
    if (!first || lane.inFlight.length > 0) {
      this.#ready.delete(lane);
      this.#blocked.delete(lane);
      return;
    }
    if (this.#waitIfNeeded(lane, first)) return;
    this.#ready.add(lane, streamOf(first));
    this.#isOverdue ||= this.#isFlushed(first);
  }

  /** Has the lane wait for what its first entry depends on. False: the entry may be sent. */
  #waitIfNeeded(lane: Lane, first: QueueEntry): boolean {
    const { awaited, object } = this.#options;
    const dependencies = this.#dependenciesOf(first);
    if (dependencies.length === 0) return false;
    const isBlocked = awaited.waitIfNeeded(first, {
      object: object.name,
      dependencies,
      isDue: this.#isFlushed(first),
      wake: () => this.#recheck(first),
    });
    if (isBlocked) {
      this.#ready.delete(lane);
      this.#blocked.add(lane);
    } else this.#blocked.delete(lane);
    return isBlocked;
  }

  /** What merged records depend on follows from the values that are sent. */
  #dependenciesOf({ row, writes: [write, ...others] }: QueueEntry): readonly Dependency[] {
    return write && others.length === 0 ? write.dependencies : this.#options.dependenciesOf(row);
  }

  /** The entry may have been merged or moved in the meantime. Its lane is checked anyway. */
  #recheck({ row: { identities } }: QueueEntry): void {
    const lane = identities[0] === undefined ? undefined : this.#lanes.find(identities[0]);
    if (lane) this.#noteReady(lane);
  }

  /** Something due waits for what the row writes. Every row has it, so it is made once. */
  readonly #expedite = (row: Row): void => {
    this.#ready.expedite(this.#laneOf({ row }));
  };

  #abandon(entry: QueueEntry, rejection: Rejection): AbandonedEntry {
    this.#depart(entry);
    return { entry, rejection };
  }

  /** The entry is in flight no longer. */
  #land(entry: QueueEntry): Lane {
    const lane = this.#laneOf(entry);
    const others = lane.inFlight.filter((other) => other !== entry);
    if (others.length === lane.inFlight.length) throw new Error("a row was released that is not in flight");
    lane.inFlight = others.length === 0 ? NO_ENTRIES : others;
    return lane;
  }

  #putBack(entries: readonly QueueEntry[], lane: Lane): void {
    for (const { writes } of entries) this.#load.putBack(writes.length);
    lane.waiting = inOrder([...entries, ...lane.waiting]);
  }
}
