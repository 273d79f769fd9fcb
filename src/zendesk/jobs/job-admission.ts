import { readClock } from "../../time/clock.ts";
import { JobCalls } from "./job-calls.ts";
import type { JobSlot, JobSlots } from "./job-slots.ts";
import { readJobLimit } from "../rate-limit/rate-headers.ts";
import { type WaitObserver, waitReported } from "../rate-limit/reported-wait.ts";
import { sleep } from "../../time/sleep.ts";

type Headers = Readonly<Record<string, string>>;

/** Permission for a bulk job to be submitted and to be in flight. */
export interface Admission {
  /** Method and path of the request that creates the job. */
  readonly endpoint: string;
  readonly signal: AbortSignal | undefined;
  /** Undefined while it waits for a new one. */
  slot: JobSlot | undefined;
  isAnswered: boolean;
  isRunning: boolean;
}

/** Shorter waits are not worth reporting. */
const LOGGED_WAIT_MS = 5000;
const CALLS_CAUSE = "Zendesk currently accepts no more bulk jobs at this endpoint";
const SLOTS_CAUSE = "other tools use the account's places for bulk jobs";

/** Admits bulk jobs while the account has room for them, in either reading of Zendesk's limit. */
export class JobAdmission {
  readonly #slots: JobSlots;
  readonly #calls = new JobCalls();
  readonly #observer: WaitObserver;
  readonly #loggedUntil = new Map<string, number>();

  constructor(slots: JobSlots, observer: WaitObserver) {
    this.#slots = slots;
    this.#observer = observer;
  }

  /** Waits for its turn. Each admission must be returned with `leave`. */
  async enter(endpoint: string, signal: AbortSignal | undefined): Promise<Admission> {
    const admission: Admission = { endpoint, signal, slot: undefined, isAnswered: false, isRunning: false };
    try {
      await this.#admit(admission);
    } catch (error) {
      // The caller has nothing to return, and others wait for the slot.
      this.#releaseSlot(admission);
      throw error;
    }
    return admission;
  }

  /** The job was accepted. */
  accepted(admission: Admission, headers: Headers): void {
    this.#noteAnswer(admission, headers);
    this.#calls.noteBegun();
    admission.isRunning = true;
    const reading = this.#calls.counted === "in_flight" ? readJobLimit(headers) : undefined;
    if (admission.slot) this.#slots.noteAccepted(admission.slot, reading);
  }

  /** At `answeredAt` the account accepted no more jobs (`TooManyJobs`). Resolves when it is worth another attempt. */
  async refused(admission: Admission, headers: Headers, answeredAt: number): Promise<void> {
    this.#noteAnswer(admission, headers, answeredAt);
    // With a header, the number of calls must be limited, not the number of jobs in flight.
    const isCounted = this.#calls.counted !== "in_flight" && readJobLimit(headers) !== undefined;
    if (admission.slot && !isCounted) this.#slots.noteFull(admission.slot);
    this.#releaseSlot(admission);
    await this.#admit(admission);
  }

  /** The job has ended, or was not accepted. */
  leave(admission: Admission): void {
    this.#noteAnswer(admission, {});
    if (admission.isRunning) this.#calls.noteEnded();
    this.#releaseSlot(admission);
  }

  /** While an endpoint accepts no more calls, its slots are left to the others. After refused jobs, all wait. */
  async #admit(admission: Admission): Promise<void> {
    for (;;) {
      admission.slot = await this.#slots.take();
      const spacing = this.#slots.waitMs();
      const wait = admission.signal?.aborted ? 0 : spacing || this.#calls.take(admission.endpoint, readClock());
      if (wait === 0) break;
      this.#releaseSlot(admission);
      await this.#wait(admission, wait, spacing > 0 ? SLOTS_CAUSE : CALLS_CAUSE);
    }
    admission.isAnswered = admission.signal?.aborted === true;
    admission.signal?.throwIfAborted();
  }

  #wait({ endpoint, signal }: Admission, ms: number, cause: string): Promise<void> {
    const now = readClock();
    const isLogged = ms >= LOGGED_WAIT_MS && now >= (this.#loggedUntil.get(endpoint) ?? -Infinity);
    if (!isLogged) return sleep(ms, signal);
    this.#loggedUntil.set(endpoint, now + ms);
    return waitReported(this.#observer, cause, ms, signal);
  }

  #noteAnswer(admission: Admission, headers: Headers, answeredAt = readClock()): void {
    if (admission.isAnswered) return;
    admission.isAnswered = true;
    this.#calls.answered(admission.endpoint, readJobLimit(headers), answeredAt);
  }

  #releaseSlot(admission: Admission): void {
    if (admission.slot) this.#slots.release();
    admission.slot = undefined;
  }
}
