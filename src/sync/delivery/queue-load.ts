import type { PendingWrite } from "../outcomes/pending-write.ts";

/** Records that may wait in a queue, and bytes that may wait or be in flight, before the input is no longer read. */
const MAX_WAITING_RECORDS = 2000;
const MAX_HELD_BYTES = 16_000_000;

/** How many records a queue has: those that wait, and those that are held, which includes what is in flight. */
export class QueueLoad {
  #waiting = 0;
  #held = 0;
  #heldBytes = 0;

  get waiting(): number {
    return this.#waiting;
  }

  get heldBytes(): number {
    return this.#heldBytes;
  }

  get isFull(): boolean {
    return this.#waiting >= MAX_WAITING_RECORDS || this.#heldBytes >= MAX_HELD_BYTES;
  }

  get isEmpty(): boolean {
    return this.#held === 0;
  }

  /** A record has arrived, and waits. */
  add(write: PendingWrite): void {
    this.#waiting += 1;
    this.#count(write, 1);
  }

  /** This many records no longer wait: they are in flight. */
  depart(records: number): void {
    this.#waiting -= records;
    if (this.#waiting < 0) throw new Error("more rows were taken than were added");
  }

  /** This many records in flight wait again. */
  putBack(records: number): void {
    this.#waiting += records;
  }

  /** A record in flight is settled. */
  release(write: PendingWrite): void {
    this.#count(write, -1);
  }

  #count({ record, row }: PendingWrite, by: 1 | -1): void {
    this.#held += by;
    this.#heldBytes += by * (record.byteLength + row.byteLength);
    if (this.#held < 0 || this.#heldBytes < 0) throw new Error("more rows were released than were added");
  }
}
