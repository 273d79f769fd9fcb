import type { PendingRecord, RecordSettlement, WrittenEffect } from "./destination.ts";
import { impossible } from "./errors.ts";
import type { AirbyteStateStats, RecordChange, StreamDescriptor } from "./protocol.ts";
import { streamKey } from "./stream-key.ts";

/** Above these limits the reader must wait, because states that are held back take memory. */
const MAX_WAITING_STATES = 10_000;
const MAX_WAITING_BYTES = 16 * 1024 * 1024;

const NOTHING = Buffer.alloc(0);

type Outcome = WrittenEffect | "rejected";

/** The records of one stream between two states that cover it. */
class Tally {
  unsettled = 0;
  rejected = 0;
  readonly written: Record<WrittenEffect, number> = { created: 0, updated: 0, deleted: 0, unchanged: 0, ignored: 0 };
  /** The first state after these records: the one that counts them. */
  checkpoint: Checkpoint | undefined;
}

/** A STATE on hold. It waits for tallies to be settled and for states that must leave before it. */
interface Checkpoint {
  line: Buffer;
  readonly tallies: readonly Tally[];
  blockers: number;
  hasLeft: boolean;
  readonly followers: Checkpoint[];
}

interface Lane {
  readonly stream: StreamDescriptor;
  open: Tally;
  last: Checkpoint | undefined;
}

/**
 * Holds each STATE until every record it covers is settled, then releases it, once and in order. A state of a stream
 * covers that stream's records and keeps that stream's order; any other state covers all records of all streams
 * before it and keeps its place among all states. A record is counted in the first state that covers it.
 */
export class CheckpointLedger {
  readonly #release: (line: Buffer, stats: AirbyteStateStats) => void;
  /** Lanes by stream, with what has come since the last global state. */
  #lanes = new Map<string, Lane>();
  #lastGlobal: Checkpoint | undefined;
  #unsettled = 0;
  #waitingStates = 0;
  #waitingBytes = 0;

  constructor(release: (line: Buffer, stats: AirbyteStateStats) => void) {
    this.#release = release;
  }

  /** Records whose outcome is not known yet. */
  get unsettled(): number {
    return this.#unsettled;
  }

  get waitingStates(): number {
    return this.#waitingStates;
  }

  /** No more states should be read until some have left. */
  get isFull(): boolean {
    return this.#waitingStates > MAX_WAITING_STATES || this.#waitingBytes > MAX_WAITING_BYTES;
  }

  record(content: RecordContent): PendingRecord {
    const { stream, open: tally } = this.#lane(content.stream);
    tally.unsettled += 1;
    this.#unsettled += 1;
    return new LedgerRecord(content, new LedgerSettlement(stream, tally, this.#settle));
  }

  /** Takes a STATE of `stream`, or of all streams if it has none. `line` is kept, so it must not share memory. */
  state(line: Buffer, stream: StreamDescriptor | undefined): void {
    const checkpoint = stream === undefined ? this.#globalCheckpoint(line) : this.#streamCheckpoint(line, stream);
    for (const tally of checkpoint.tallies) {
      tally.checkpoint = checkpoint;
      checkpoint.blockers += tally.unsettled > 0 ? 1 : 0;
    }
    this.#waitingStates += 1;
    this.#waitingBytes += line.length;
    if (checkpoint.blockers === 0) this.#leave(checkpoint);
  }

  #lane(stream: StreamDescriptor): Lane {
    const key = streamKey(stream);
    let lane = this.#lanes.get(key);
    if (lane === undefined) {
      lane = { stream, open: new Tally(), last: undefined };
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  #streamCheckpoint(line: Buffer, stream: StreamDescriptor): Checkpoint {
    const lane = this.#lane(stream);
    const checkpoint = checkpointOf(line, [lane.open], [lane.last ?? this.#lastGlobal]);
    lane.open = new Tally();
    lane.last = checkpoint;
    return checkpoint;
  }

  #globalCheckpoint(line: Buffer): Checkpoint {
    const lanes = [...this.#lanes.values()];
    const tallies = lanes.map((lane) => lane.open);
    const checkpoint = checkpointOf(line, tallies, [this.#lastGlobal, ...lanes.map((lane) => lane.last)]);
    this.#lanes = new Map();
    this.#lastGlobal = checkpoint;
    return checkpoint;
  }

  /** Every record has it, so it is made once. */
  readonly #settle = (tally: Tally, outcome: Outcome): void => {
    if (outcome === "rejected") {
      tally.rejected += 1;
    } else if (Object.hasOwn(tally.written, outcome)) {
      tally.written[outcome] += 1;
    } else {
      throw impossible("A record was settled with an effect that does not exist.");
    }
    if (tally.unsettled === 0) throw impossible("More records were settled than came in.");
    tally.unsettled -= 1;
    this.#unsettled -= 1;
    if (tally.unsettled === 0 && tally.checkpoint !== undefined) this.#unblock(tally.checkpoint);
  };

  #unblock(checkpoint: Checkpoint): void {
    if (checkpoint.blockers === 0) throw impossible("A state was released before its records were settled.");
    checkpoint.blockers -= 1;
    if (checkpoint.blockers === 0) this.#leave(checkpoint);
  }

  /** Releases the state, and those that waited only for it. A loop, because thousands may follow each other. */
  #leave(first: Checkpoint): void {
    const leaving = [first];
    for (const checkpoint of leaving) {
      const { line } = checkpoint;
      if (checkpoint.hasLeft) throw impossible("A state was released twice.");
      if (checkpoint.tallies.some((tally) => tally.unsettled > 0)) {
        throw impossible("A state was released before its records were settled.");
      }
      checkpoint.hasLeft = true;
      // The last state of each stream stays referenced, but not its bytes or the states after it.
      checkpoint.line = NOTHING;
      this.#waitingStates -= 1;
      this.#waitingBytes -= line.length;
      this.#release(line, statsOf(checkpoint.tallies));
      for (const follower of checkpoint.followers.splice(0)) {
        follower.blockers -= 1;
        if (follower.blockers === 0) leaving.push(follower);
      }
    }
  }
}

export interface RecordContent {
  readonly stream: StreamDescriptor;
  readonly data: Readonly<Record<string, unknown>>;
  readonly changes: readonly RecordChange[];
  readonly lineNumber: number;
  readonly byteLength: number;
}

class LedgerRecord implements PendingRecord {
  readonly data: Readonly<Record<string, unknown>>;
  readonly changes: readonly RecordChange[];
  readonly lineNumber: number;
  readonly byteLength: number;
  readonly settlement: RecordSettlement;

  constructor({ data, changes, lineNumber, byteLength }: RecordContent, settlement: RecordSettlement) {
    this.data = data;
    this.changes = changes;
    this.lineNumber = lineNumber;
    this.byteLength = byteLength;
    this.settlement = settlement;
  }

  get stream(): StreamDescriptor {
    return this.settlement.stream;
  }

  written(effect: WrittenEffect): void {
    this.settlement.written(effect);
  }

  rejected(): void {
    this.settlement.rejected();
  }
}

class LedgerSettlement implements RecordSettlement {
  readonly stream: StreamDescriptor;
  /** Undefined once the record is settled. */
  #tally: Tally | undefined;
  readonly #settle: (tally: Tally, outcome: Outcome) => void;

  constructor(stream: StreamDescriptor, tally: Tally, settle: (tally: Tally, outcome: Outcome) => void) {
    this.stream = stream;
    this.#tally = tally;
    this.#settle = settle;
  }

  written(effect: WrittenEffect): void {
    this.#end(effect);
  }

  rejected(): void {
    this.#end("rejected");
  }

  #end(outcome: Outcome): void {
    const tally = this.#tally;
    if (tally === undefined) throw impossible(`A record of the stream "${this.stream.name}" was settled twice.`);
    this.#tally = undefined;
    this.#settle(tally, outcome);
  }
}

function checkpointOf(
  line: Buffer,
  tallies: readonly Tally[],
  predecessors: readonly (Checkpoint | undefined)[],
): Checkpoint {
  const checkpoint: Checkpoint = { line, tallies, blockers: 0, hasLeft: false, followers: [] };
  for (const predecessor of predecessors) {
    if (predecessor !== undefined && !predecessor.hasLeft) {
      predecessor.followers.push(checkpoint);
      checkpoint.blockers += 1;
    }
  }
  return checkpoint;
}

function statsOf(tallies: readonly Tally[]): AirbyteStateStats {
  const total = { created: 0, updated: 0, deleted: 0, unchanged: 0, ignored: 0 };
  let rejectedRecordCount = 0;
  for (const { written, rejected } of tallies) {
    rejectedRecordCount += rejected;
    total.created += written.created;
    total.updated += written.updated;
    total.deleted += written.deleted;
    total.unchanged += written.unchanged;
    total.ignored += written.ignored;
  }
  const recordCount = Object.values(total).reduce((sum, count) => sum + count, 0);
  return { recordCount, rejectedRecordCount, additionalStats: total };
}
