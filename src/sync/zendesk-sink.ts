import type { PendingRecord, RecordSink, SyncContext } from "airbyte-cdk-typescript";
import type { ZendeskObject } from "../objects/zendesk-object.ts";
import type { RejectedRecords } from "../rejects/rejected-records.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { RecordMapper } from "./record-mapper.ts";
import type { Settlement } from "./settlement.ts";
import type { StreamPlan } from "./stream-plan.ts";
import type { SyncSummary } from "./sync-summary.ts";
import type { WriteQueue } from "./write-queue.ts";

/** A stream on its way: how it is written, and where its records wait. */
export interface StreamRoute {
  readonly plan: StreamPlan;
  readonly mapper: RecordMapper;
  readonly queue: WriteQueue;
}

export interface ZendeskSinkParts {
  readonly sync: SyncContext;
  /** The route of each stream of the catalog. */
  readonly routeOf: (stream: PendingRecord["stream"]) => StreamRoute;
  readonly queues: ReadonlyMap<ZendeskObject, WriteQueue>;
  readonly dispatcher: Dispatcher;
  readonly settlement: Settlement;
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
    const { routeOf, dispatcher, rejects, settlement, summary } = this.#parts;
    const { plan, mapper, queue } = routeOf(record.stream);
    summary.noteRead(record.stream.name);
    const mapped = mapper.map(record.data);
    switch (mapped.kind) {
      case "deleted":
        settlement.ignore(record);
        return undefined;
      case "rejected":
        settlement.reject(record, plan.object.name, mapped.rejection);
        return rejects.isFull ? rejects.stored() : undefined;
      case "mapped":
        queue.add({ record, row: plan.object.toRow(mapped.values) }, plan.mode);
        dispatcher.dispatch();
        return queue.isFull ? dispatcher.until(() => !queue.isFull) : undefined;
    }
  }

  flush(): void {
    for (const queue of this.#parts.queues.values()) queue.flush();
    this.#parts.dispatcher.dispatch();
  }

  async close(): Promise<void> {
    const { dispatcher, rejects, summary, sync } = this.#parts;
    this.flush();
    await dispatcher.idle();
    await rejects.close();
    clearInterval(this.#progress);
    sync.logger.info(summary.report());
  }
}
