import type {
  About,
  CommandContext,
  ConfiguredAirbyteCatalog,
  Destination,
  DestinationOperation,
  Logger,
  RecordSink,
  SyncContext,
} from "airbyte-cdk-typescript";
import { readAbout, readSpec } from "./about.ts";
import { toConnectorError } from "./errors/to-connector-error.ts";
import { type ZendeskConfig, parseConfig } from "./config/config.ts";
import { connect, signIn } from "./connection.ts";
import { describeOperations } from "./discover.ts";
import { errorContext, explainErrors } from "./explain-errors.ts";
import type { ObjectCatalog } from "./objects/object-catalog.ts";
import { createObjects } from "./objects/registry.ts";
import { permittedObjects } from "./permitted-objects.ts";
import { RateLimitNotice } from "./rate-limit-notice.ts";
import { type OpenRejectStore, checkRejectStore, openRejectStore } from "./rejects/open-reject-store.ts";
import { openSync, planStreams } from "./sync/open-sync.ts";
import { planInAccount } from "./sync/mapping/plan-in-account.ts";
import { checkEntriesAlone, checkEntriesInAccount } from "./sync/mapping/entry-check.ts";
import { SyncSummary } from "./sync/outcomes/sync-summary.ts";
import { readClock } from "./time/clock.ts";
import type { ZendeskApi } from "./zendesk/zendesk-api.ts";
import { type HttpTransport, createAxiosTransport } from "./zendesk/http/http-transport.ts";

/** Airbyte's tests give a check 30 s. The connector must report what hangs before that. */
const COMMAND_DEADLINE_MS = 20_000;

/** What the connector needs from its environment. */
export interface ZendeskDestinationOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly transport?: HttpTransport;
  readonly openRejects?: OpenRejectStore;
}

/** The Airbyte destination for Zendesk: what Airbyte calls. */
export class ZendeskDestination implements Destination<ZendeskConfig> {
  readonly spec = readSpec();
  /** The spec is made from the schema that parses. */
  readonly parsesStrictly = true;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #transport: HttpTransport | undefined;
  readonly #openRejects: OpenRejectStore;

  constructor({ env = process.env, transport, openRejects = openRejectStore }: ZendeskDestinationOptions = {}) {
    this.#env = env;
    this.#transport = transport;
    this.#openRejects = openRejects;
  }

  get about(): About {
    return readAbout();
  }

  parse(raw: unknown): ZendeskConfig {
    return parseConfig(raw, this.#env);
  }

  async check(config: ZendeskConfig, { logger, waitingFor }: CommandContext): Promise<void> {
    const objects = createObjects(config);
    await explainErrors(config, objects.standard, async () => {
      checkEntriesAlone(config.streams, objects);
      // Both at the same time, because each may take all the available time.
      const asking = this.#checkAccount(config, objects, logger);
      asking.catch(() => {});
      waitingFor("the place for rejected records (setting object_storage_config)");
      await checkRejectStore(config, logger);
      waitingFor(`Zendesk (${config.baseUrl})`);
      await asking;
    });
  }

  async #checkAccount(config: ZendeskConfig, objects: ObjectCatalog, logger: Logger): Promise<void> {
    const api = this.#connectBriefly(config, logger);
    await signIn(api, config, objects.standard, logger);
    permittedObjects(objects.standard, api, config, logger);
    await checkEntriesInAccount(config, objects, api, logger);
  }

  async discover(config: ZendeskConfig, { logger, waitingFor }: CommandContext): Promise<DestinationOperation[]> {
    const objects = createObjects(config);
    return explainErrors(config, objects.standard, async () => {
      waitingFor(`Zendesk (${config.baseUrl})`);
      const api = this.#connectBriefly(config, logger);
      await signIn(api, config, objects.standard, logger);
      const custom = await objects.listCustom(api, (message) => logger.warn(message));
      const permitted = permittedObjects([...objects.standard, ...custom], api, config, logger);
      return describeOperations(permitted, api, config, logger);
    });
  }

  /** For commands that a person waits for. */
  #connectBriefly(config: ZendeskConfig, logger: Logger): ZendeskApi {
    const deadline = readClock() + COMMAND_DEADLINE_MS;
    return connect(config, { transport: this.#transportFor(config), logger, deadline, objects: [] });
  }

  #transportFor({ proxy }: ZendeskConfig): HttpTransport {
    return this.#transport ?? createAxiosTransport(proxy);
  }

  async open(config: ZendeskConfig, catalog: ConfiguredAirbyteCatalog, sync: SyncContext): Promise<RecordSink> {
    const summary = new SyncSummary({ isDryRun: config.dry_run, logsChanges: config.change_log });
    const stopReporting = reportWhenStopped(summary, sync);
    const objects = createObjects(config);
    const opening = explainErrors(config, objects.standard, async () => {
      const rateLimit = new RateLimitNotice((until) => sync.rateLimited(until));
      const plans = planStreams(catalog, config, objects, sync);
      const written = plans.map(({ object }) => object);
      const api = connect(config, {
        transport: this.#transportFor(config),
        logger: sync.logger,
        objects: written,
        onRequest: () => summary.noteRequest(),
        onJob: () => summary.noteJob(),
        onWait: (cause, ms) => summary.noteWait(cause, ms),
        onRateLimited: (until) => rateLimit.note(until),
        onSuccess: () => rateLimit.noteSuccess(),
      });
      const role = await signIn(api, config, written, sync.logger);
      if (config.dry_run) startDryRun(sync);
      const onError = (error: unknown): void => {
        sync.fail(toConnectorError(error, { ...errorContext(config, written), role, grantedScope: api.scope.known }));
      };
      const plansInAccount = await planInAccount(plans, catalog.streams, config, api);
      return openSync({
        config,
        catalog,
        plans: plansInAccount,
        objects,
        api,
        sync,
        summary,
        onError,
        openRejects: this.#openRejects,
      });
    });
    return opening.finally(stopReporting);
  }
}

/** A sync that is stopped before it is open prints a summary too. Returns the function that ends this. */
function reportWhenStopped(summary: SyncSummary, { logger, signal }: SyncContext): () => void {
  const report = (): void => logger.info(summary.report({ rejectLocation: undefined, sharedThings: [] }));
  signal.addEventListener("abort", report);
  return () => signal.removeEventListener("abort", report);
}

function startDryRun(sync: SyncContext): void {
  sync.withholdStates();
  sync.logger.warn(
    "This is a dry run: nothing is written to Zendesk. No state is returned, because a state would move the source past " +
      "records that were never written. The summary says what a real sync would do.",
  );
}
