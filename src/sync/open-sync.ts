import type { ConfiguredAirbyteCatalog, PendingRecord, SyncContext } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "../config/config.ts";
import type { ZendeskObject } from "../objects/zendesk-object.ts";
import { openRejectStore } from "../rejects/open-reject-store.ts";
import { RejectedRecords } from "../rejects/rejected-records.ts";
import type { ZendeskApi } from "../zendesk/zendesk-api.ts";
import { BatchWriter } from "./batch-writer.ts";
import { Dispatcher } from "./dispatcher.ts";
import { RecordMapper } from "./record-mapper.ts";
import { RecordPace } from "./record-pace.ts";
import { Settlement } from "./settlement.ts";
import { type StreamPlan, planStream } from "./stream-plan.ts";
import type { SyncSummary } from "./sync-summary.ts";
import { WriteQueue } from "./write-queue.ts";
import { type StreamRoute, ZendeskSink } from "./zendesk-sink.ts";

export interface OpenSyncOptions {
  readonly config: ZendeskConfig;
  readonly catalog: ConfiguredAirbyteCatalog;
  readonly plans: readonly StreamPlan[];
  readonly api: ZendeskApi;
  readonly sync: SyncContext;
  readonly summary: SyncSummary;
  /** Ends the sync with an error. */
  readonly onError: (error: unknown) => void;
}

/** Every stream's plan, made before anything is written. Throws `ConfigError`. */
export function planStreams(
  catalog: ConfiguredAirbyteCatalog,
  config: ZendeskConfig,
  objects: readonly ZendeskObject[],
  { logger }: SyncContext,
): readonly StreamPlan[] {
  const names = new Set(catalog.streams.map(({ stream }) => stream.name));
  for (const { name } of config.streams) {
    if (!names.has(name))
      logger.warn(`The setting "streams" names the stream "${name}", which this connection does not have.`);
  }
  const byName = new Map(objects.map((object) => [object.name, object]));
  return catalog.streams.map((stream) => planStream(stream, { objects: byName, settings: config.streams, logger }));
}

/** Puts the parts of a sync together. */
export async function openSync(options: OpenSyncOptions): Promise<ZendeskSink> {
  const { api, catalog, config, onError, plans, summary, sync } = options;
  const syncId = catalog.streams.find(({ sync_id }) => typeof sync_id === "number")?.sync_id ?? undefined;
  const store = openRejectStore(config.object_storage_config, syncId?.toString(), new Date());
  const rejects = new RejectedRecords(store, onError);
  const settlement = new Settlement(rejects, summary);
  const queues = new Map(plans.map(({ object }) => [object, new WriteQueue(object)]));
  const dispatcher = new Dispatcher({
    queues,
    maxConcurrentJobs: config.max_concurrent_jobs,
    pace: new RecordPace(config.max_records_per_second, sync.signal),
    writer: new BatchWriter({ api, settlement, logger: sync.logger, signal: sync.signal }),
    signal: sync.signal,
    onError,
  });
  const routes = new Map(plans.map((plan) => [routeKey(plan.stream), route(plan, queues, sync)]));
  return Promise.resolve(
    new ZendeskSink({
      sync,
      routeOf: (stream) => {
        const found = routes.get(routeKey(stream));
        // The catalog is checked before a record gets here.
        if (!found) throw new Error("a record of a stream without a plan");
        return found;
      },
      queues,
      dispatcher,
      settlement,
      rejects,
      summary,
    }),
  );
}

function route(plan: StreamPlan, queues: ReadonlyMap<ZendeskObject, WriteQueue>, sync: SyncContext): StreamRoute {
  const queue = queues.get(plan.object) ?? new WriteQueue(plan.object);
  return { plan, queue, mapper: new RecordMapper(plan, sync.logger) };
}

function routeKey({ name, namespace }: PendingRecord["stream"]): string {
  return JSON.stringify([namespace ?? null, name]);
}
