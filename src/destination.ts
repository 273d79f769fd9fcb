import type {
  CommandContext,
  ConfiguredAirbyteCatalog,
  Destination,
  DestinationOperation,
  RecordSink,
  SyncContext,
} from "airbyte-cdk-typescript";
import { type ZendeskConfig, parseConfig } from "./config/config.ts";
import { spec } from "./config/spec.ts";
import { connect, signIn } from "./connection.ts";
import { toConnectorError } from "./connector-errors.ts";
import { createUsers } from "./objects/users.ts";
import type { ZendeskObject } from "./objects/zendesk-object.ts";
import { checkRejectStore } from "./rejects/open-reject-store.ts";
import { openSync, planStreams } from "./sync/open-sync.ts";
import { SyncSummary } from "./sync/sync-summary.ts";
import { type HttpTransport, createAxiosTransport } from "./zendesk/http-transport.ts";

/** What the connector needs of the world. */
export interface ZendeskDestinationOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly transport?: HttpTransport;
}

/** The Airbyte destination for Zendesk: what Airbyte calls, and who answers. */
export class ZendeskDestination implements Destination<ZendeskConfig> {
  readonly spec = spec;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #transport: HttpTransport;

  constructor({ env = process.env, transport = createAxiosTransport() }: ZendeskDestinationOptions = {}) {
    this.#env = env;
    this.#transport = transport;
  }

  parse(raw: unknown): ZendeskConfig {
    return parseConfig(raw, this.#env);
  }

  async check(config: ZendeskConfig, { logger }: CommandContext): Promise<void> {
    await explained(config, async () => {
      await checkRejectStore(config.object_storage_config, logger);
      await signIn(connect(config, { transport: this.#transport, logger }), config, logger);
    });
  }

  discover(config: ZendeskConfig): Promise<DestinationOperation[]> {
    return Promise.resolve(objectsOf(config).flatMap(operations));
  }

  async open(config: ZendeskConfig, catalog: ConfiguredAirbyteCatalog, sync: SyncContext): Promise<RecordSink> {
    return explained(config, async () => {
      const summary = new SyncSummary();
      const plans = planStreams(catalog, config, objectsOf(config), sync);
      const api = connect(config, {
        transport: this.#transport,
        logger: sync.logger,
        onRequest: () => summary.noteRequest(),
        onJob: () => summary.noteJob(),
        onWait: (cause, ms) => summary.noteWait(cause, ms),
      });
      await signIn(api, config, sync.logger);
      const onError = (error: unknown): void => sync.fail(toConnectorError(error, situation(config)));
      return openSync({ config, catalog, plans, api, sync, summary, onError });
    });
  }
}

function objectsOf(config: ZendeskConfig): readonly ZendeskObject[] {
  return [createUsers({ skipVerifyEmail: config.skip_verify_email })];
}

function operations(object: ZendeskObject): DestinationOperation[] {
  const properties = Object.fromEntries([...object.columns].map((column) => [column, {}]));
  return (["append", "append_dedup"] as const).map((sync_mode) => ({
    object_name: object.name,
    sync_mode,
    json_schema: { type: "object", properties, additionalProperties: true },
    matching_keys: object.matchingKeys.map((key) => [key]),
  }));
}

async function explained<Result>(config: ZendeskConfig, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toConnectorError(error, situation(config));
  }
}

function situation(config: ZendeskConfig): { authType: ZendeskConfig["credentials"]["auth_type"]; subdomain: string } {
  return { authType: config.credentials.auth_type, subdomain: config.subdomain };
}
