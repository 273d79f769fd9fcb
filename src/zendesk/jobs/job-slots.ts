import type { JobLimitReading } from "../rate-limit/rate-headers.ts";
import { JobSpacing } from "./job-spacing.ts";

/** With fewer free slots than this among the account's 30, other tools may soon be refused. */
const ROOM_FOR_OTHERS = 2;
/** How many of its jobs in flight a connector keeps when there is hardly any room left, and when there is none. */
const KEPT_IF_SCARCE = 0.9;
const KEPT_IF_FULL = 0.5;

/** A place for one job. */
export interface JobSlot {
  /** How often the limit had been lowered when the slot was taken. An answer lowers it only if none has since. */
  readonly takenAfter: number;
}

/**
 * How many bulk jobs this connector keeps in flight: as many as it may, and fewer while the account has no room for them,
 * because all tools share its 30. The limit is halved when a job is refused, and lowered by a tenth when hardly any room is left. It then
 * grows by one with each job while more than half of the slots are free, and otherwise with each round of jobs. If there is no room
 * even for one job, jobs are submitted further and further apart.
 */
export class JobSlots {
  readonly #maxSlots: number;
  readonly #spacing: JobSpacing;
  #limit: number;
  #taken = 0;
  #reductions = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(maxSlots: number, random: () => number = Math.random) {
    this.#maxSlots = maxSlots;
    this.#limit = maxSlots;
    this.#spacing = new JobSpacing(random);
  }

  /** Jobs that may be in flight at present. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Resolves when it is the caller's turn; first come, first served. */
  async take(): Promise<JobSlot> {
    if (this.#taken >= this.limit || this.#waiting.length > 0) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    } else this.#taken += 1;
    return { takenAfter: this.#reductions };
  }

  /** The job has ended, or was not accepted. */
  release(): void {
    this.#taken -= 1;
    if (this.#taken < 0) throw new Error("more job slots were released than were taken");
    while (this.#taken < this.limit) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#taken += 1;
      next();
    }
  }

  /** The account has no slot left (`TooManyJobs`). Jobs that were refused together count once. */
  noteFull(slot: JobSlot): void {
    this.#keep(KEPT_IF_FULL, slot);
  }

  /** A job was accepted. Zendesk says how much room is left. */
  noteAccepted(slot: JobSlot, reading: JobLimitReading | undefined): void {
    if (reading && reading.remaining < ROOM_FOR_OTHERS) return this.#keep(KEPT_IF_SCARCE, slot);
    // With half of the slots free, no other tool is held up.
    const isMostlyFree = reading !== undefined && reading.remaining > reading.total / 2;
    if (this.#spacing.isApplied && !isMostlyFree) return this.#spacing.narrow();
    this.#spacing.end();
    this.#limit = Math.min(this.#maxSlots, this.#limit + (isMostlyFree ? 1 : 1 / this.#limit));
  }

  #keep(share: number, { takenAfter }: JobSlot): void {
    if (takenAfter < this.#reductions) return;
    this.#reductions += 1;
    if (this.limit === 1) this.#spacing.widen();
    this.#limit = Math.max(1, Math.floor(this.#taken * share));
  }

  /** Until the next job may be submitted, even if a slot is free. */
  waitMs(): number {
    return this.#spacing.waitMs();
  }
}
