import type { BatchDelivery } from "./batch-delivery.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Batch, WriteQueue } from "./write-queue.ts";

export interface DispatcherOptions {
  readonly pipelines: readonly Pipeline[];
  readonly maxConcurrentJobs: number;
  readonly delivery: BatchDelivery;
  readonly signal: AbortSignal;
  /** Called with an error that ends the sync. */
  readonly onError: (error: unknown) => void;
  /** Called with the time from which nothing more can be sent until a batch ends; Infinity if more can be. */
  readonly onAwaiting: (from: number) => void;
}

/** Takes batches from the queues and has them written, a bounded number at a time. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #inFlightOf = new Map<Pipeline, number>();
  #inFlight = 0;
  /** A batch waits until its records may go. */
  #isAdmitting = false;
  /** No more records will come. */
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
    this.#reportAwaiting();
  }

  #reportAwaiting(): void {
    this.#options.onAwaiting(this.#awaitedFrom);
  }

  /** While a batch waits for its records to be admitted, the end of another changes nothing. */
  get #awaitedFrom(): number {
    const { delivery, maxConcurrentJobs, pipelines } = this.#options;
    if (this.#isAdmitting) return Infinity;
    const isFull = this.#inFlight >= maxConcurrentJobs;
    if (isFull && pipelines.some(({ queue }) => queue.mayHaveBatch)) return delivery.dueAt;
    // Nothing can be sent now, so states wait for the ends alone: the source may be slow, or wait for its states.
    return this.#inFlight > 0 ? -Infinity : Infinity;
  }

  /** Everything that waits now may be sent in partly filled batches. */
  flush(): void {
    for (const { queue } of this.#options.pipelines) queue.flush();
    this.dispatch();
  }

  #sendReady(): void {
    let hasSent = false;
    while (this.#mayDeliver && this.#sendNext()) hasSent = true;
    // A queue may have room again.
    if (hasSent) this.#noteChange();
  }

  #noteChange(): void {
    const changed = this.#changed;
    this.#changed = Promise.withResolvers();
    changed.resolve();
  }

  /** A batch that waits for its records to be admitted would take a place from those that arrive in the meantime. */
  get #mayDeliver(): boolean {
    const { maxConcurrentJobs, signal } = this.#options;
    return this.#inFlight < maxConcurrentJobs && !this.#isAdmitting && !signal.aborted;
  }

  /** Objects share what may be in flight: the one with the fewest batches is next. */
  #sendNext(): boolean {
    const ready = this.#options.pipelines.filter((pipeline) => pipeline.queue.mayHaveBatch);
    for (const pipeline of ready.toSorted((a, b) => this.#batchesOf(a) - this.#batchesOf(b))) {
      const batch = this.#isWaitingForOthers(pipeline) ? undefined : pipeline.queue.take();
      if (!batch) continue;
      void this.#deliver(batch, pipeline);
      return true;
    }
    return false;
  }

  #batchesOf(pipeline: Pipeline): number {
    return this.#inFlightOf.get(pipeline) ?? 0;
  }

  /**
   * Records that may refer to others wait until those are written. Rows wait for what they do refer to anyway, so the rest goes
   * when it is due: a small stream does not wait for a large one.
   */
  #isWaitingForOthers({ object, queue }: Pipeline): boolean {
    if (queue.isOverdue && !this.#isLast) return false;
    return this.#options.pipelines.some(
      (other) => object.writtenAfter?.includes(other.object.name) && !other.queue.isEmpty,
    );
  }

  /** Records that others wait for do not wait for a full batch. */
  #flushReferences(): void {
    const { pipelines } = this.#options;
    const waiting = pipelines.filter((pipeline) => pipeline.queue.mayHaveBatch && this.#isWaitingForOthers(pipeline));
    if (waiting.length === 0) return;
    const awaited = new Set(waiting.flatMap(({ object }) => object.writtenAfter ?? []));
    for (const { object, queue } of pipelines) if (awaited.has(object.name)) queue.flush();
  }

  #rejectAbandoned(): void {
    const { delivery, pipelines } = this.#options;
    for (const pipeline of pipelines) {
      for (const abandoned of pipeline.queue.takeAbandoned()) delivery.abandon(abandoned, pipeline);
    }
  }

  /** Everything that waits was flushed, and waits for other waiting rows in a circle. */
  get #isStuck(): boolean {
    const { signal, pipelines } = this.#options;
    const isDue = this.#inFlight === 0 && !signal.aborted && !this.#isEmpty;
    return isDue && pipelines.every(({ queue }) => queue.isFlushed);
  }

  /** Sends a row before what it may refer to, or ends its wait. */
  #endWait(): boolean {
    const { delivery, onError, pipelines } = this.#options;
    for (const pipeline of pipelines) {
      const batch = pipeline.queue.take();
      if (!batch) continue;
      void this.#deliver(batch, pipeline);
      return false;
    }
    for (const pipeline of pipelines) {
      const ended = pipeline.queue.giveUpOldest();
      if (ended === undefined) continue;
      if (ended !== "ready") delivery.abandon(ended, pipeline);
      return true;
    }
    onError(new Error("no row can be sent, but some are waiting"));
    return false;
  }

  /** Nothing is in flight, and nothing waits. */
  get isIdle(): boolean {
    return this.#inFlight === 0 && this.#isEmpty;
  }

  /** Resolves when the condition holds or the sync must end. Checks the condition whenever a batch is sent or has ended. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.#options.signal.aborted) await this.#changed.promise;
  }

  /** Resolves when the queue takes records again, or the sync must end. */
  async waitForRoom(queue: WriteQueue): Promise<void> {
    while (queue.isFull && !this.#options.signal.aborted) {
      // No records are read in the meantime, so nothing will fill a batch or supply what is missing.
      if (this.#inFlight === 0) this.flush();
      if (queue.isFull) await this.#changed.promise;
    }
  }

  /** No more records will come. Resolves when no batch is in flight and, unless the sync must end, none is left to send. */
  async finish(): Promise<void> {
    const { signal } = this.#options;
    this.#isLast = true;
    this.flush();
    while (this.#inFlight > 0 || !(signal.aborted || this.#isEmpty)) await this.#changed.promise;
  }

  get #isEmpty(): boolean {
    return this.#options.pipelines.every(({ queue }) => queue.isEmpty);
  }

  async #deliver(batch: Batch, pipeline: Pipeline): Promise<void> {
    this.#count(pipeline, 1);
    this.#isAdmitting = true;
    let isAdmitted = false;
    const admit = (): void => {
      isAdmitted = true;
      this.#isAdmitting = false;
      this.dispatch();
    };
    try {
      await this.#options.delivery.deliver(batch, pipeline, admit);
    } catch (error) {
      if (!this.#options.signal.aborted) this.#options.onError(error);
    } finally {
      this.#count(pipeline, -1);
      if (!isAdmitted) this.#isAdmitting = false;
      this.dispatch();
      this.#noteChange();
    }
  }

  #count(pipeline: Pipeline, by: 1 | -1): void {
    this.#inFlight += by;
    this.#inFlightOf.set(pipeline, this.#batchesOf(pipeline) + by);
  }
}
