import type { Lane } from "./identity-lanes.ts";

/** Takes turns like a stream. No stream's key is empty. */
const AWAITED = "";

/** Lanes whose first entry may be sent. Those of a stream keep the order in which they became ready; streams take turns. */
export class ReadyLanes {
  /** The stream whose turn it is comes first. */
  readonly #lanes = new Map<string, Set<Lane>>();
  readonly #streamOf = new Map<Lane, string>();

  get size(): number {
    return this.#streamOf.size;
  }

  /** In the order of their turns, as they are now. */
  get streams(): readonly string[] {
    return [...this.#lanes.keys()];
  }

  /** A lane that is known keeps its place, unless another stream's entry is its first now. */
  add(lane: Lane, stream: string): void {
    const known = this.#streamOf.get(lane);
    if (known !== stream && known !== AWAITED) this.#put(lane, stream);
  }

  /** Something due waits for what the lane writes, so the lane need not wait for those before it. */
  expedite(lane: Lane): void {
    if (this.#streamOf.has(lane)) this.#put(lane, AWAITED);
  }

  delete(lane: Lane): void {
    const stream = this.#streamOf.get(lane);
    if (stream === undefined) return;
    this.#streamOf.delete(lane);
    const own = this.#lanes.get(stream);
    own?.delete(lane);
    if (own?.size === 0) this.#lanes.delete(stream);
  }

  /** The stream's lanes first, then those of the others. Lanes may be deleted meanwhile. */
  *startingWith(stream: string): Generator<Lane> {
    yield* this.#lanes.get(stream) ?? [];
    for (const [other, lanes] of this.#lanes) if (other !== stream) yield* lanes;
  }

  #put(lane: Lane, stream: string): void {
    this.delete(lane);
    this.#streamOf.set(lane, stream);
    const own = this.#lanes.get(stream) ?? new Set();
    this.#lanes.set(stream, own.add(lane));
  }

  /** The stream has had its turn. */
  passTurn(stream: string): void {
    const own = this.#lanes.get(stream);
    if (!own) return;
    this.#lanes.delete(stream);
    this.#lanes.set(stream, own);
  }
}
