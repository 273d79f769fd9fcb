import type { BatchDelivery, Target } from "./batch-delivery.ts";
import type { Batch } from "./write-queue.ts";

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
  #inFlight = 0;
  #changed = Promise.withResolvers<void>();

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Sends what is due. Must be called after each change to a queue. */
  dispatch(): void {
    const { targets, maxConcurrentJobs, signal } = this.#options;
    this.#flushReferences();
    for (const target of targets) {
      while (this.#inFlight < maxConcurrentJobs && !signal.aborted) {
        const batch = this.#isWaitingForOthers(target) ? undefined : target.queue.take();
        if (!batch) break;
        void this.#deliver(batch, target);
      }
    }
  }

  /** Records that may name others wait until those are written. */
  #isWaitingForOthers({ object }: Target): boolean {
    return this.#options.targets.some(
      ({ object: other, queue }) => object.writtenAfter?.includes(other.name) && !queue.isEmpty,
    );
  }

  /** Records that others wait for do not wait for a full batch. */
  #flushReferences(): void {
    const { targets } = this.#options;
    const waiting = targets.filter((target) => target.queue.mayHaveBatch && this.#isWaitingForOthers(target));
    const awaited = new Set(waiting.flatMap(({ object }) => object.writtenAfter ?? []));
    for (const { object, queue } of targets) if (awaited.has(object.name)) queue.flush();
  }

  /** Nothing is in flight, and nothing waits. */
  get isIdle(): boolean {
    return this.#inFlight === 0 && this.#isEmpty;
  }

  /** Resolves when the condition holds or the sync must end. Checks the condition whenever a batch has ended. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.#options.signal.aborted) await this.#changed.promise;
  }

  /** Resolves when no batch is in flight and, unless the sync must end, none is left to send. */
  async idle(): Promise<void> {
    const { signal } = this.#options;
    while (this.#inFlight > 0 || !(signal.aborted || this.#isEmpty)) await this.#changed.promise;
  }

  get #isEmpty(): boolean {
    return this.#options.targets.every(({ queue }) => queue.isEmpty);
  }

  async #deliver(batch: Batch, target: Target): Promise<void> {
    this.#inFlight += 1;
    try {
      await this.#options.delivery.deliver(batch, target);
    } catch (error) {
      if (!this.#options.signal.aborted) this.#options.onError(error);
    } finally {
      this.#inFlight -= 1;
      this.dispatch();
      const changed = this.#changed;
      this.#changed = Promise.withResolvers();
      changed.resolve();
    }
  }
}
