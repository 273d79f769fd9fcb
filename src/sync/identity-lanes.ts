import { type QueueEntry, inOrder, takeApart } from "./queue-entry.ts";

/**
 * The writes of one person, in order: the next may leave only when none is in flight. Bulk jobs run in
 * parallel and end in any order, so two of them must never hold the same person.
 */
export interface Lane {
  identities: Set<string>;
  waiting: QueueEntry[];
  inFlight: number;
}

/**
 * Idle lanes with several identities are kept this many at a time: one record may have told that an e-mail and an
 * external id are one person, and later records of it may have only the one or only the other.
 */
const REMEMBERED_LANES = 5000;
/** A lane that grew beyond this was joined by a shared value, such as one e-mail in every record: not worth keeping. */
const REMEMBERED_IDENTITIES = 20;

/** Which identities belong to the same person, as far as the records have told. */
export class IdentityLanes {
  readonly #laneOf = new Map<string, Lane>();
  /** In order of becoming idle. */
  readonly #idle = new Set<Lane>();

  /** The lane of a record with these identities; lanes that the record shows to be one person's are joined. */
  join(identities: readonly string[]): { lane: Lane; absorbed: readonly Lane[] } {
    const found = new Set(identities.flatMap((identity) => this.#laneOf.get(identity) ?? []));
    const [lane = newLane(), ...absorbed] = [...found].toSorted((a, b) => b.identities.size - a.identities.size);
    for (const other of absorbed) this.#absorb(lane, other);
    for (const identity of identities) {
      lane.identities.add(identity);
      this.#laneOf.set(identity, lane);
    }
    this.#idle.delete(lane);
    return { lane, absorbed };
  }

  /** The lane of a record in flight; joins may have moved it since it left. */
  find(identity: string): Lane | undefined {
    return this.#laneOf.get(identity);
  }

  /** To be told when a lane has nothing waiting and nothing in flight. */
  retire(lane: Lane): void {
    if (lane.identities.size < 2 || lane.identities.size > REMEMBERED_IDENTITIES) {
      this.#forget(lane);
      return;
    }
    this.#idle.add(lane);
    if (this.#idle.size <= REMEMBERED_LANES) return;
    const [oldest] = this.#idle;
    if (oldest) this.#forget(oldest);
  }

  #absorb(lane: Lane, other: Lane): void {
    for (const identity of other.identities) {
      lane.identities.add(identity);
      this.#laneOf.set(identity, lane);
    }
    // Merged entries of the two may interleave, so that each record has to take its own place.
    lane.waiting = inOrder([...lane.waiting, ...other.waiting].flatMap(takeApart));
    lane.inFlight += other.inFlight;
    this.#idle.delete(other);
  }

  #forget(lane: Lane): void {
    this.#idle.delete(lane);
    for (const identity of lane.identities) this.#laneOf.delete(identity);
  }
}

function newLane(): Lane {
  return { identities: new Set(), waiting: [], inFlight: 0 };
}
