import { OldestKeys } from "../../compact/oldest-keys.ts";
import { type QueueEntry, inOrder, takeApart } from "./queue-entry.ts";

/**
 * The writes of one thing, in order: the next may be sent only when none is in flight. Bulk jobs run in parallel and end
 * in any order, so two of them must never contain the same thing.
 */
export interface Lane {
  /** No duplicates: `#laneOf` shows whether an identity is already in this lane. */
  identities: readonly string[];
  waiting: readonly QueueEntry[];
  /** One at most, until lanes are joined. */
  inFlight: readonly QueueEntry[];
}

/**
 * Idle lanes with several identities are kept, up to this many lanes and characters: one record may have shown
 * that an address and an external id belong to one thing, and later records of it may have only one of the two.
 */
const REMEMBERED_LANES = 5000;
const REMEMBERED_CHARACTERS = 1_000_000;
/** A lane that grew beyond this has a shared value, such as one address in every record, and is not worth keeping. */
const REMEMBERED_IDENTITIES = 20;
/** A key may be as long as a line of input, but the keys in real data are shorter. */
const REMEMBERED_CHARACTERS_PER_LANE = 5000;

/** Most lanes never have more than one entry, so lists are replaced, and the empty one is shared. */
export const NO_ENTRIES: readonly QueueEntry[] = [];

/** Which identities belong to the same thing, as far as the records have shown. */
export class IdentityLanes {
  readonly #laneOf = new Map<string, Lane>();
  /** In the order in which they became idle, each with the total length of its identities. */
  readonly #idle = new Map<Lane, number>();
  readonly #oldestIdle = new OldestKeys(this.#idle);
  #idleCharacters = 0;

  /** How many identities are known. Memory is bounded by it. */
  get size(): number {
    return this.#laneOf.size;
  }

  /** The lane of a record with these identities. If the record connects several lanes, they are joined. */
  join(identities: readonly string[]): { lane: Lane; absorbed: readonly Lane[] } {
    const [lane, ...absorbed] = this.#lanesOf(identities);
    if (!lane) return { lane: this.#create(identities), absorbed };
    for (const other of absorbed) this.#absorb(lane, other);
    this.#addTo(lane, identities);
    this.#wake(lane);
    return { lane, absorbed };
  }

  #create(identities: readonly string[]): Lane {
    const lane = { identities, waiting: NO_ENTRIES, inFlight: NO_ENTRIES };
    for (const identity of identities) this.#laneOf.set(identity, lane);
    return lane;
  }

  /** The largest first. Nearly always none or one. */
  #lanesOf(identities: readonly string[]): readonly Lane[] {
    const found: Lane[] = [];
    for (const identity of identities) {
      const lane = this.#laneOf.get(identity);
      if (lane && !found.includes(lane)) found.push(lane);
    }
    return found.length < 2 ? found : found.toSorted((a, b) => b.identities.length - a.identities.length);
  }

  #addTo(lane: Lane, identities: readonly string[]): void {
    for (const identity of identities) {
      if (this.#laneOf.get(identity) === lane) continue;
      lane.identities = [...lane.identities, identity];
      this.#laneOf.set(identity, lane);
    }
  }

  /** The lane of a record in flight. Joins may have moved it since it was sent. */
  find(identity: string): Lane | undefined {
    return this.#laneOf.get(identity);
  }

  /** Must be called when a row of the lane has been released. */
  noteReleased(lane: Lane): void {
    const isBusy = lane.inFlight.length > 0 || lane.waiting.length > 0;
    const characters = charactersOf(lane);
    const isTooLarge = lane.identities.length > REMEMBERED_IDENTITIES || characters > REMEMBERED_CHARACTERS_PER_LANE;
    if (isBusy) {
      // A lane that is never idle would keep every key that it ever had.
      if (isTooLarge) this.#forgetReleased(lane);
      return;
    }
    if (lane.identities.length < 2 || isTooLarge) this.#forget(lane);
    else this.#remember(lane, characters);
  }

  #remember(lane: Lane, characters: number): void {
    this.#idle.set(lane, characters);
    this.#idleCharacters += characters;
    this.#oldestIdle.forgetWhile(
      () => this.#idle.size > REMEMBERED_LANES || this.#idleCharacters > REMEMBERED_CHARACTERS,
      (oldest) => this.#forget(oldest),
    );
  }

  #absorb(lane: Lane, other: Lane): void {
    this.#addTo(lane, other.identities);
    // Merged entries of the two may interleave, so each record must take its own place.
    lane.waiting = inOrder([...lane.waiting, ...other.waiting].flatMap(takeApart));
    lane.inFlight = [...lane.inFlight, ...other.inFlight];
    this.#wake(other);
  }

  /** Keeps the identities of rows that wait or are in flight. */
  #forgetReleased(lane: Lane): void {
    const kept = new Set([...lane.waiting, ...lane.inFlight].flatMap(({ row }) => row.identities));
    for (const identity of lane.identities) if (!kept.has(identity)) this.#laneOf.delete(identity);
    lane.identities = [...kept];
  }

  #forget(lane: Lane): void {
    this.#wake(lane);
    for (const identity of lane.identities) this.#laneOf.delete(identity);
  }

  #wake(lane: Lane): void {
    this.#idleCharacters -= this.#idle.get(lane) ?? 0;
    this.#idle.delete(lane);
    if (this.#idleCharacters < 0) throw new Error("more characters were forgotten than were remembered");
  }
}

function charactersOf({ identities }: Lane): number {
  let characters = 0;
  for (const identity of identities) characters += identity.length;
  return characters;
}
