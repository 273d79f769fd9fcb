import type { PendingRecord, RecordSink, SyncContext } from "airbyte-cdk-typescript";
import type { ZendeskObject } from "../objects/zendesk-object.ts";
import type { RejectedRecords } from "../rejects/rejected-records.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { GivenUpRecords } from "./given-up-records.ts";
import { createRow } from "./queue-entry.ts";
import type { MappedRecord, RecordMapper } from "./record-mapper.ts";
import type { RejectionBreaker } from "./rejection-breaker.ts";
import type { Settlement } from "./settlement.ts";
import type { StreamPlan } from "./stream-plan.ts";
import type { SyncSummary } from "./sync-summary.ts";
import type { WriteQueue } from "./write-queue.ts";

/** A stream on its way: how it is written, and where its records wait. */
export interface StreamRoute {
  readonly plan: StreamPlan;
  readonly mapper: RecordMapper;
  readonly queue: WriteQueue;
  /** Records so far. */
  read: number;
}

export interface ZendeskSinkParts {
  readonly sync: SyncContext;
  /** The route of each stream of the catalog. */
  readonly routeOf: (stream: PendingRecord["stream"]) => StreamRoute;
  readonly queues: ReadonlyMap<ZendeskObject, WriteQueue>;
  readonly dispatcher: Dispatcher;
  readonly settlement: Settlement;
  readonly givenUp: GivenUpRecords;
  readonly breaker: RejectionBreaker;
  readonly rejects: RejectedRecords;
  readonly summary: SyncSummary;
}

const PROGRESS_EVERY_MS = 30_000;

/** A record's way: mapped, queued by person, sent in batches, settled. */
export class ZendeskSink implements RecordSink {
  readonly #parts: ZendeskSinkParts;
  readonly #progress: NodeJS.Timeout;

  constructor(parts: ZendeskSinkParts) {
    this.#parts = parts;
    this.#progress = setInterval(() => parts.sync.logger.info(parts.summary.progress()), PROGRESS_EVERY_MS);
  }

  write(record: PendingRecord): Promise<void> | void {
    const { breaker, routeOf, settlement, summary } = this.#parts;
    const route = routeOf(record.stream);
    route.read += 1;
    summary.noteRead(record);
    breaker.noteRead(record);
    const mapped = route.mapper.map(record);
    switch (mapped.kind) {
      case "ignored":
        settlement.ignore(record);
        return undefined;
      case "rejected":
        settlement.reject(record, route.plan.object.name, mapped.rejection);
        return this.#roomForRejects();
      case "mapped":
        return this.#enqueue(record, mapped, route);
    }
  }

  flush(): void {
    for (const queue of this.#parts.queues.values()) queue.flush();
    this.#parts.dispatcher.dispatch();
    this.#parts.rejects.flush();
  }

  async close(): Promise<void> {
    const { breaker, dispatcher, givenUp, rejects, summary, sync } = this.#parts;
    this.flush();
    await dispatcher.idle();
    await rejects.close();
    if (!sync.signal.aborted) breaker.release();
    clearInterval(this.#progress);
    sync.logger.info(summary.report(rejects.location));
    if (!sync.signal.aborted) givenUp.conclude();
  }

  #enqueue(
    record: PendingRecord,
    { key, mode, values, identities }: MappedRecord & { kind: "mapped" },
    { queue, read }: StreamRoute,
  ): Promise<void> | void {
    const { dispatcher, rejects } = this.#parts;
    queue.add(record, read, createRow(key, values, identities), mode);
    dispatcher.dispatch();
    if (queue.isFull) return dispatcher.until(() => !queue.isFull);
    return rejects.isFull ? rejects.stored() : undefined;
  }

  #roomForRejects(): Promise<void> | void {
    const { breaker, dispatcher, rejects } = this.#parts;
    if (rejects.isFull) return rejects.stored();
    if (!breaker.isFull) return undefined;
    // Records that are on their way decide whether the rejected ones may be settled.
    this.flush();
    return dispatcher.until(() => !breaker.isFull);
  }
}
