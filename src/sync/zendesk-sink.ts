import type { ConnectorError, PendingRecord, RecordSink, SyncContext } from "airbyte-cdk-typescript";
import type { RejectedRecords } from "../rejects/rejected-records.ts";
import type { Pipeline } from "./delivery/pipeline.ts";
import type { Dispatcher } from "./delivery/dispatcher.ts";
import type { Quarantine } from "./outcomes/quarantine.ts";
import { closingWarnings } from "./outcomes/closing-warnings.ts";
import type { MappedRow, RecordMapper } from "./mapping/record-mapper.ts";
import type { MappingBreaker } from "./outcomes/mapping-breaker.ts";
import type { RecordOutcomes } from "./outcomes/record-outcomes.ts";
import type { SharedThings } from "./outcomes/shared-things.ts";
import type { StreamPlan } from "./mapping/stream-plan.ts";
import type { SyncSummary } from "./outcomes/sync-summary.ts";
import type { WriteQueue } from "./delivery/write-queue.ts";

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
  readonly pipelines: readonly Pipeline[];
  readonly dispatcher: Dispatcher;
  readonly recordOutcomes: RecordOutcomes;
  readonly quarantine: Quarantine;
  readonly breaker: MappingBreaker;
  readonly rejects: RejectedRecords;
  readonly summary: SyncSummary;
  readonly sharedThings: SharedThings;
  readonly isDryRun: boolean;
  readonly maxDeletions: number;
}

const PROGRESS_EVERY_MS = 30_000;

/** The path of a record: mapped, queued with others about the same thing, sent in batches, settled. */
export class ZendeskSink implements RecordSink {
  readonly #parts: ZendeskSinkParts;
  /** Only for streams that had records. */
  readonly #mappers: RecordMapper[] = [];
  readonly #progress: NodeJS.Timeout;
  #isReported = false;

  constructor(parts: ZendeskSinkParts) {
    this.#parts = parts;
    this.#progress = setInterval(() => parts.sync.logger.info(parts.summary.progress()), PROGRESS_EVERY_MS);
  }

  write(record: PendingRecord): Promise<void> | void {
    const { breaker, recordOutcomes, routeOf, summary } = this.#parts;
    const route = routeOf(record.stream);
    route.read += 1;
    if (route.read === 1) this.#mappers.push(route.mapper);
    summary.noteRead(record);
    breaker.noteRead(record.settlement);
    const mapped = route.mapper.map(record);
    switch (mapped.kind) {
      case "ignored":
        recordOutcomes.ignore(record);
        return undefined;
      case "rejected":
        recordOutcomes.reject(record, route.plan.object.name, mapped.rejection);
        return this.#waitForRoom(route);
      case "mapped":
        return this.#enqueue(record, mapped, route);
    }
  }

  flush(): void {
    this.#parts.dispatcher.flush();
    this.#parts.rejects.flush();
  }

  async settleHeld(isEnough: () => boolean): Promise<void> {
    const { breaker, dispatcher, quarantine, rejects, sync } = this.#parts;
    this.flush();
    // The outcomes of records on their way decide about those that are held.
    await dispatcher.until(() => isEnough() || dispatcher.isIdle);
    if (!isEnough()) await rejects.stored();
    if (isEnough() || sync.signal.aborted) return;
    quarantine.conclude();
    breaker.release();
  }

  async close(): Promise<void> {
    for (const mapper of this.#mappers) mapper.finish();
    const { dispatcher, quarantine, rejects, sync } = this.#parts;
    rejects.flush();
    await dispatcher.finish();
    await rejects.close();
    const verdict = this.#judge();
    this.#report();
    if (verdict) throw verdict;
    if (!sync.signal.aborted) quarantine.conclude();
  }

  abandon(): void {
    this.#report();
  }

  #judge(): ConnectorError | undefined {
    const { breaker, sync } = this.#parts;
    if (sync.signal.aborted) return undefined;
    if (!sync.isInputCutOff) return breaker.concludeAtEnd(sync.logger);
    breaker.concludeCutOff(sync.logger);
    return undefined;
  }

  /** Called once, however the sync ends. */
  #report(): void {
    if (this.#isReported) return;
    this.#isReported = true;
    clearInterval(this.#progress);
    const { isDryRun, maxDeletions, pipelines, rejects, sharedThings, summary, sync } = this.#parts;
    const areRejectsKept = rejects.location !== undefined;
    for (const warning of closingWarnings({ summary, sharedThings, areRejectsKept, isDryRun, maxDeletions })) {
      sync.logger.warn(warning);
    }
    for (const { object } of pipelines) {
      for (const notice of object.quirks?.notices?.() ?? []) sync.logger.warn(notice);
    }
    sync.logger.info(summary.report({ rejectLocation: rejects.location, sharedThings: sharedThings.summaryLines }));
  }

  #enqueue(record: PendingRecord, { row, mode, externalId }: MappedRow, route: StreamRoute): Promise<void> | void {
    route.queue.add({ record, ordinal: route.read, row, externalId }, mode);
    this.#parts.dispatcher.dispatch();
    return this.#waitForRoom(route);
  }

  #waitForRoom({ queue }: StreamRoute): Promise<void> | void {
    const { breaker, dispatcher, rejects } = this.#parts;
    if (queue.isFull) return dispatcher.waitForRoom(queue);
    if (rejects.isFull) return rejects.stored();
    return breaker.isFull ? this.settleHeld(() => !breaker.isFull) : undefined;
  }
}
