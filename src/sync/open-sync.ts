import { type ConfiguredAirbyteCatalog, type PendingRecord, type SyncContext, streamKey } from "airbyte-cdk-typescript";
import { createError } from "../errors/create-error.ts";
import type { ZendeskConfig } from "../config/config.ts";
import { DeletionAllowance } from "../objects/deletion-allowance.ts";
import type { ObjectCatalog } from "../objects/object-catalog.ts";
import type { ObjectType } from "../objects/object-type.ts";
import type { Row } from "../objects/row.ts";
import type { ObjectRules } from "../fields/object-rules.ts";
import type { OpenRejectStore } from "../rejects/open-reject-store.ts";
import { RejectedRecords } from "../rejects/rejected-records.ts";
import type { ZendeskApi } from "../zendesk/zendesk-api.ts";
import { RowWriter } from "../objects/write/row-writer.ts";
import { lookupFieldsOf } from "../objects/find/lookup-fields.ts";
import { dependenciesOf, mayReferTo } from "../objects/write/dependencies.ts";
import { AwaitedThings } from "./delivery/awaited-things.ts";
import type { QueueEntry } from "./delivery/queue-entry.ts";
import { BatchDelivery } from "./delivery/batch-delivery.ts";
import type { Pipeline } from "./delivery/pipeline.ts";
import { grouped } from "../text/counted.ts";
import { checkCustomFields } from "./mapping/custom-field-check.ts";
import { Dispatcher } from "./delivery/dispatcher.ts";
import { isFilled } from "./mapping/filled-fields.ts";
import { Quarantine } from "./outcomes/quarantine.ts";
import { readObjectRules } from "./mapping/read-object-rules.ts";
import { RecordMapper } from "./mapping/record-mapper.ts";
import { RecordPace } from "./delivery/record-pace.ts";
import { MappingBreaker } from "./outcomes/mapping-breaker.ts";
import { RecordOutcomes } from "./outcomes/record-outcomes.ts";
import { SharedThings } from "./outcomes/shared-things.ts";
import { checkEntries } from "./mapping/stream-entry.ts";
import { warnOfOtherObjects } from "./mapping/stream-object.ts";
import { type StreamPlan, planStream } from "./mapping/stream-plan.ts";
import type { SyncSummary } from "./outcomes/sync-summary.ts";
import { checkUsStateFields } from "./mapping/us-state-fields-check.ts";
import { warnOfReplacement } from "./mapping/write-mode.ts";
import { WriteQueue } from "./delivery/write-queue.ts";
import { type StreamRoute, ZendeskSink } from "./zendesk-sink.ts";

export interface OpenSyncOptions {
  readonly config: ZendeskConfig;
  readonly catalog: ConfiguredAirbyteCatalog;
  readonly plans: readonly StreamPlan[];
  readonly objects: ObjectCatalog;
  readonly api: ZendeskApi;
  readonly sync: SyncContext;
  readonly summary: SyncSummary;
  readonly openRejects: OpenRejectStore;
  /** Ends the sync with an error. */
  readonly onError: (error: unknown) => void;
}

/** Every stream's plan, made before anything is written. Throws `ConfigError`. */
export function planStreams(
  catalog: ConfiguredAirbyteCatalog,
  config: ZendeskConfig,
  objects: ObjectCatalog,
  { logger }: SyncContext,
): readonly StreamPlan[] {
  checkEntries(
    config.streams,
    catalog.streams.map(({ stream }) => stream),
    logger,
  );
  const plans = catalog.streams.map((stream) => planStream(stream, objects, config.streams));
  warnOfReplacement(catalog.streams, logger);
  warnOfOtherObjects(catalog.streams, config.streams, logger);
  return plans;
}

/** Puts the parts of a sync together. Throws `ConfigError` for fields that Zendesk does not have. */
export async function openSync(options: OpenSyncOptions): Promise<ZendeskSink> {
  const { api, catalog, config, onError, openRejects, plans, summary, sync } = options;
  const rules = await readRules(options);
  const syncId = catalog.streams.find(({ sync_id }) => typeof sync_id === "number")?.sync_id ?? undefined;
  const kept = { id: syncId?.toString(), startedAt: new Date(), isDryRun: config.dry_run };
  const store = await openRejects(config, kept);
  const breaker = new MappingBreaker(onError);
  const rejects = new RejectedRecords(store, (record) => breaker.reject(record), onError);
  const sharedThings = new SharedThings({ isDryRun: config.dry_run });
  const recordOutcomes = new RecordOutcomes({ rejects, breaker, summary, sharedThings, isDryRun: config.dry_run });
  const quarantine = new Quarantine(recordOutcomes, sync.logger, onError);
  const awaited = new AwaitedThings<QueueEntry, Row>([...rules.keys()].map(({ name }) => name));
  const pipelines = [...rules.keys()].map((object) => createPipeline(object, rules, options, awaited));
  const dispatcher = new Dispatcher({
    pipelines,
    maxConcurrentJobs: config.max_concurrent_jobs,
    delivery: new BatchDelivery({
      api,
      recordOutcomes,
      quarantine,
      earlierJobsEnded: waitForEarlierJobs(options),
      deletions: deletionAllowance(options),
      pace: new RecordPace(config.max_records_per_second, sync.signal),
      logger: sync.logger,
      signal: sync.signal,
    }),
    signal: sync.signal,
    onError,
    onAwaiting: (from) => api.jobs.setAwaitedFrom(from),
  });
  const routes = new Map(
    plans.map((plan) => [streamKey(plan.stream), createRoute(plan, rules, pipelines, options)] as const),
  );
  const routeOf = (stream: PendingRecord["stream"]): StreamRoute => {
    const found = routes.get(streamKey(stream));
    // The catalog is checked before a record gets here.
    if (!found) throw new Error("a record of a stream without a plan");
    return found;
  };
  const ends = { rejects, summary, sharedThings, isDryRun: config.dry_run, maxDeletions: config.max_deletions };
  return new ZendeskSink({ sync, routeOf, pipelines, dispatcher, recordOutcomes, quarantine, breaker, ...ends });
}

function deletionAllowance({ config, onError }: OpenSyncOptions): DeletionAllowance {
  return new DeletionAllowance(config.max_deletions, (most) =>
    onError(createError("too_many_deletions", { count: grouped(most) })),
  );
}

/** A killed sync may have left jobs behind, which would still write its records. */
function waitForEarlierJobs({ api, config, sync }: OpenSyncOptions): Promise<void> {
  if (config.dry_run) return Promise.resolve();
  const ended = api.jobs.orphansEnded(sync.signal);
  // Code that awaits it gets the error. In a sync without records, nothing awaits it.
  ended.catch(() => {});
  return ended;
}

type RulesByObject = ReadonlyMap<ObjectType, ObjectRules>;

/** The rules of the objects that streams are written to. */
async function readRules({ api, config, plans, sync }: OpenSyncOptions): Promise<RulesByObject> {
  const byObject = new Map<ObjectType, ObjectRules>();
  for (const [object, own] of Map.groupBy(plans, (plan) => plan.object)) {
    const isFilledByAny = (column: string): boolean => own.some((plan) => isFilled(plan, column));
    byObject.set(object, await readObjectRules(object, api, config, sync.logger, isFilledByAny));
  }
  checkUsStateFields(config.us_state_fields, byObject, sync.logger);
  for (const plan of plans) checkCustomFields(plan, rulesOf(plan, byObject), config.on_invalid_value, sync.logger);
  return byObject;
}

function rulesOf({ object }: Pick<StreamPlan, "object">, rules: RulesByObject): ObjectRules {
  const own = rules.get(object);
  if (!own) throw new Error(`the fields of ${object.name} were not read`);
  return own;
}

function createPipeline(
  object: ObjectType,
  rules: RulesByObject,
  { config, objects }: OpenSyncOptions,
  awaited: AwaitedThings<QueueEntry, Row>,
): Pipeline {
  const own = rulesOf({ object }, rules);
  const lookupFields = lookupFieldsOf(own.lookupColumns, objects);
  const isReferredTo = [...rules].some(([other, { lookupColumns }]) =>
    mayReferTo(object.name, other, lookupFieldsOf(lookupColumns, objects)),
  );
  const settings = {
    isDryRun: config.dry_run,
    skipUnchanged: config.skip_unchanged,
    logsChanges: config.change_log && !config.dry_run,
    dateColumns: own.dateColumns,
    lookupFields,
    isReferredTo,
  };
  const queue = new WriteQueue({
    object,
    awaited,
    isReferredTo,
    dependenciesOf: ({ values }) => dependenciesOf(values, object, lookupFields),
    lookupColumns: [...own.lookupColumns.keys()],
  });
  return { object, queue, writer: new RowWriter(object, settings) };
}

function createRoute(
  plan: StreamPlan,
  rules: RulesByObject,
  pipelines: readonly Pipeline[],
  { config, summary, sync }: OpenSyncOptions,
): StreamRoute {
  const pipeline = pipelines.find(({ object }) => object === plan.object);
  if (!pipeline) throw new Error(`the stream ${plan.stream.name} has no queue`);
  const mapper = new RecordMapper({
    plan,
    rules: rulesOf(plan, rules),
    settings: {
      nullHandling: config.null_handling,
      onInvalidValue: config.on_invalid_value,
      deletedRecords: config.deleted_records,
    },
    logger: sync.logger,
    onDropped: (field) => summary.noteDropped(field),
  });
  return { plan, queue: pipeline.queue, mapper, read: 0 };
}
