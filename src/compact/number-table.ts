import { mixBits } from "./mix-bits.ts";

const SEGMENTS = 256;
const FIRST_CAPACITY = 16;
const BYTES_PER_SLOT = 12;
/** Grows beyond the first, and accepts no more beyond the second if there is no room to grow. */
const GROWING_LOAD = 0.75;
const FULL_LOAD = 0.95;

interface Segment {
  /** 0 if a slot is free. */
  keys: Float64Array;
  values: Uint32Array;
  size: number;
}

/**
 * 32-bit numbers by integers other than 0, in a bounded number of bytes: millions of entries at 16 bytes each, where a
 * `Map` takes 60. It is made of many small hash tables, so that growing needs little room beside what there is.
 */
export class NumberTable {
  readonly #maxBytes: number;
  readonly #segments: Segment[] = Array.from({ length: SEGMENTS }, () => segmentOf(FIRST_CAPACITY));
  #bytes = SEGMENTS * FIRST_CAPACITY * BYTES_PER_SLOT;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: number): number | undefined {
    const hash = hashNumber(key);
    const segment = this.#segment(hash);
    const slot = slotOf(segment, key, hash);
    return segment.keys[slot] === key ? segment.values[slot] : undefined;
  }

  /** False if the key is new and there is no space left. */
  set(key: number, value: number): boolean {
    if (key === 0) throw new Error("0 is not a key of a table of numbers");
    const hash = hashNumber(key);
    let segment = this.#segment(hash);
    let slot = slotOf(segment, key, hash);
    if (segment.keys[slot] !== key) {
      if (segment.size + 1 > segment.keys.length * GROWING_LOAD) {
        segment = this.#grown(segment, hash);
        if (segment.size + 1 > segment.keys.length * FULL_LOAD) return false;
        slot = slotOf(segment, key, hash);
      }
      segment.size += 1;
    }
    segment.keys[slot] = key;
    segment.values[slot] = value;
    return true;
  }

  #segment(hash: number): Segment {
    const segment = this.#segments[hash % SEGMENTS];
    if (!segment) throw new Error("a segment is missing");
    return segment;
  }

  /** The segment with more room, or unchanged if that would take too many bytes. */
  #grown(segment: Segment, hash: number): Segment {
    const capacity = Math.ceil(segment.keys.length * 1.5);
    const added = (capacity - segment.keys.length) * BYTES_PER_SLOT;
    if (this.#bytes + added > this.#maxBytes) return segment;
    const grown = segmentOf(capacity);
    for (let index = 0; index < segment.keys.length; index++) {
      const key = segment.keys[index] ?? 0;
      if (key === 0) continue;
      const slot = slotOf(grown, key, hashNumber(key));
      grown.keys[slot] = key;
      grown.values[slot] = segment.values[index] ?? 0;
    }
    grown.size = segment.size;
    this.#bytes += added;
    this.#segments[hash % SEGMENTS] = grown;
    return grown;
  }
}

function segmentOf(capacity: number): Segment {
  return { keys: new Float64Array(capacity), values: new Uint32Array(capacity), size: 0 };
}

/** The key's slot, or the free one where it belongs. A segment is never full. */
function slotOf({ keys }: Segment, key: number, hash: number): number {
  let slot = Math.floor(hash / SEGMENTS) % keys.length;
  while (keys[slot] !== key && keys[slot] !== 0) slot = slot + 1 === keys.length ? 0 : slot + 1;
  return slot;
}

/** Spreads whole numbers up to 2^53, which may follow each other, over 32 bits. */
function hashNumber(key: number): number {
  const high = Math.floor(key / 2 ** 32);
  return mixBits((key ^ Math.imul(high, 0x9e3779b1)) >>> 0);
}
