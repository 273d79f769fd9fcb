import { ConfigError, type StreamDescriptor } from "airbyte-cdk-typescript";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import type { LineKind, RejectStore } from "../../src/rejects/reject-store.ts";

const LONGEST_WRITE_MS = 2000;

/** A disk that outlives the processes that write to it, and may be full. */
export interface RejectDisk {
  /** Called with what has reached the disk. */
  readonly onStored: (lines: readonly string[]) => void;
  readonly isFull: () => boolean;
  readonly gatherMs: number;
}

/** Rejected records in memory: stored when `append` resolves, and not before. */
export class MemoryRejectStore implements RejectStore {
  readonly location = "a disk in memory";
  readonly #disk: RejectDisk;
  readonly #random: SeededRandom;

  constructor(disk: RejectDisk, random: SeededRandom) {
    this.#disk = disk;
    this.#random = random;
  }

  get gatherMs(): number {
    return this.#disk.gatherMs;
  }

  async append(_stream: StreamDescriptor, lines: readonly string[], kind?: LineKind): Promise<void> {
    await new Promise((resolve) => {
      setTimeout(resolve, 1 + this.#random.whole(LONGEST_WRITE_MS));
    });
    if (this.#disk.isFull()) throw new ConfigError("The disk for rejected records is full (ENOSPC). Make room on it.");
    if (kind !== "changes") this.#disk.onStored(lines);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
