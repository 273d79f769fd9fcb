import type { BatchDelivery, Target } from "./batch-delivery.ts";
import type { Batch, WriteQueue } from "./write-queue.ts";

export interface DispatcherOptions {
  readonly targets: readonly Target[];
  readonly maxConcurrentJobs: number;
  readonly delivery: BatchDelivery;
  readonly signal: AbortSignal;
  /** Called with an error that ends the sync. */
  readonly onError: (error: unknown) => void;
}

/** Takes batches from the queues and has them written, a bounded number at a time. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #inFlightOf = new Map<Target, number>();
  #inFlight = 0;
  /** A batch waits until its records may go. */
  #isAdmitting = false;
  /** No more records come. */
  #isLast = false;
  #changed = Promise.withResolvers<void>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Sends what is due. Must be called after each change to a queue. */
  dispatch(): void {
    this.#rejectAbandoned();
    this.#flushReferences();
    this.#sendReady();
    while (this.#isStuck && this.#endWait()) this.#sendReady();
  }

  /** Everything that waits now may be sent in partly filled batches. */
  flush(): void {
    for (const { queue } of this.#options.targets) queue.flush();
    this.dispatch();
  }

  #sendReady(): void {
    while (this.#mayDeliver && this.#sendNext());
  }

  /** A batch that waits for its records to be admitted would keep its place from what comes in meanwhile. */
  get #mayDeliver(): boolean {
    const { maxConcurrentJobs, signal } = this.#options;
    return this.#inFlight < maxConcurrentJobs && !this.#isAdmitting && !signal.aborted;
  }

  /** Objects share what may be in flight: the one with the fewest batches is next. */
  #sendNext(): boolean {
    const ready = this.#options.targets.filter((target) => target.queue.mayHaveBatch);
    for (const target of ready.toSorted((a, b) => this.#batchesOf(a) - this.#batchesOf(b))) {
      const batch = this.#isWaitingForOthers(target) ? undefined : target.queue.take();
      if (!batch) continue;
      void this.#deliver(batch, target);
      return true;
    }
    return false;
  }

  #batchesOf(target: Target): number {
    return this.#inFlightOf.get(target) ?? 0;
  }

  /**
   * Records that may name others wait until those are written. Rows wait for what they really name anyway, so the rest goes
   * when it is due: a small stream does not wait for a large one.
   */
  #isWaitingForOthers({ object, queue }: Target): boolean {
    if (queue.isOverdue && !this.#isLast) return false;
    return this.#options.targets.some(
      (other) => object.writtenAfter?.includes(other.object.name) && !other.queue.isEmpty,
    );
  }

  /** Records that others wait for do not wait for a full batch. */
  #flushReferences(): void {
    const { targets } = this.#options;
    const waiting = targets.filter((target) => target.queue.mayHaveBatch && this.#isWaitingForOthers(target));
    const awaited = new Set(waiting.flatMap(({ object }) => object.writtenAfter ?? []));
    for (const { object, queue } of targets) if (awaited.has(object.name)) queue.flush();
  }

  #rejectAbandoned(): void {
    const { delivery, targets } = this.#options;
    for (const target of targets) {
      for (const abandoned of target.queue.takeAbandoned()) delivery.abandon(abandoned, target);
    }
  }

  /** What waits was all flushed, and waits for each other in a circle. */
  get #isStuck(): boolean {
    const { signal, targets } = this.#options;
    const isDue = this.#inFlight === 0 && !signal.aborted && !this.#isEmpty;
    return isDue && targets.every(({ queue }) => queue.isFlushed);
  }

  /** Sends something before what it may name, or no longer has it wait. */
  #endWait(): boolean {
    const { delivery, onError, targets } = this.#options;
    for (const target of targets) {
      const batch = target.queue.take();
      if (!batch) continue;
      void this.#deliver(batch, target);
      return false;
    }
    for (const target of targets) {
      const ended = target.queue.giveUpOldest();
      if (ended === undefined) continue;
      if (ended !== "ready") delivery.abandon(ended, target);
      return true;
    }
    onError(new Error("rows wait that cannot be sent"));
    return false;
  }

  /** Nothing is in flight, and nothing waits. */
  get isIdle(): boolean {
    return this.#inFlight === 0 && this.#isEmpty;
  }

  /** Resolves when the condition holds or the sync must end. Checks the condition whenever a batch has ended. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.#options.signal.aborted) await this.#changed.promise;
  }

  /** Resolves when the queue takes records again, or the sync must end. */
  async room(queue: WriteQueue): Promise<void> {
    while (queue.isFull && !this.#options.signal.aborted) {
      // No records are read meanwhile, so what a full batch or something missing still waits for does not come.
      if (this.#inFlight === 0) this.flush();
      if (queue.isFull) await this.#changed.promise;
    }
  }

  /** No more records come. Resolves when no batch is in flight and, unless the sync must end, none is left to send. */
  async finish(): Promise<void> {
    const { signal } = this.#options;
    this.#isLast = true;
    this.flush();
    while (this.#inFlight > 0 || !(signal.aborted || this.#isEmpty)) await this.#changed.promise;
  }

  get #isEmpty(): boolean {
    return this.#options.targets.every(({ queue }) => queue.isEmpty);
  }

  async #deliver(batch: Batch, target: Target): Promise<void> {
    this.#count(target, 1);
    this.#isAdmitting = true;
    let isAdmitted = false;
    const admit = (): void => {
      isAdmitted = true;
      this.#isAdmitting = false;
      this.dispatch();
    };
    try {
      await this.#options.delivery.deliver(batch, target, admit);
    } catch (error) {
      if (!this.#options.signal.aborted) this.#options.onError(error);
    } finally {
      this.#count(target, -1);
      if (!isAdmitted) this.#isAdmitting = false;
      this.dispatch();
      const changed = this.#changed;
      this.#changed = Promise.withResolvers();
      changed.resolve();
    }
  }

  #count(target: Target, by: 1 | -1): void {
    this.#inFlight += by;
    this.#inFlightOf.set(target, this.#batchesOf(target) + by);
  }
}
