import type { Logger } from "airbyte-cdk-typescript";
import { createError } from "./errors/create-error.ts";
import { listPermissions } from "./errors/error-context.ts";
import type { ZendeskConfig } from "./config/config.ts";
import { zendeskOrigin } from "./config/subdomain.ts";
import type { ObjectType } from "./objects/object-type.ts";
import { readMe } from "./zendesk/resources/account.ts";
import type { ClientObserver } from "./zendesk/http/client.ts";
import { dateAt, readClock } from "./time/clock.ts";
import type { HttpTransport } from "./zendesk/http/http-transport.ts";
import { letsWrite } from "./zendesk/http/scopes.ts";
import { SHARE_CAUSE } from "./zendesk/rate-limit/rate-limiter.ts";
import { createZendeskApi, type ZendeskApi } from "./zendesk/zendesk-api.ts";

export interface ConnectionOptions {
  readonly transport: HttpTransport;
  readonly logger: Logger;
  /** What is written. */
  readonly objects: readonly Pick<ObjectType, "jobType">[];
  /** Counts requests and waits. */
  readonly onRequest?: () => void;
  readonly onSuccess?: () => void;
  readonly onJob?: () => void;
  readonly onWait?: (cause: string, ms: number) => void;
  /** Zendesk's limit or the connector's share of it is reached. No request is sent before `readClock` reads `until`. */
  readonly onRateLimited?: (until: number) => void;
  /** The `readClock` time by which every request must have ended, if something waits for the answers. */
  readonly deadline?: number;
}

/** Connects to the account in the config, and logs requests and waits. */
export function connect(
  config: ZendeskConfig,
  { transport, logger, objects, ...options }: ConnectionOptions,
): ZendeskApi {
  redactProxyPassword(config, logger);
  logOtherAddress(config, logger);
  return createZendeskApi({
    baseUrl: config.baseUrl,
    credentials: config.credentials,
    rateLimitPercent: config.rate_limit_percent,
    maxConcurrentJobs: config.max_concurrent_jobs,
    transport,
    deadline: options.deadline,
    observer: { ...logWaits(logger, options), ...logDrops(logger) },
    isOwnJobType: (jobType) => objects.some((object) => object.jobType?.test(jobType)),
    onJob: () => options.onJob?.(),
    onToken: (token) => logger.redact(token),
    onWarning: (message) => logger.warn(message),
  });
}

/** The config accepts only addresses of this machine. */
function logOtherAddress({ baseUrl, subdomain }: ZendeskConfig, logger: Logger): void {
  if (baseUrl === zendeskOrigin(subdomain, undefined)) return;
  logger.info(
    `ZENDESK_BASE_URL is set, so requests go to ${baseUrl} instead of ${zendeskOrigin(subdomain, undefined)}.`,
  );
}

function redactProxyPassword({ proxy }: ZendeskConfig, logger: Logger): void {
  if (proxy === undefined) return;
  const { password } = new URL(proxy.url);
  for (const form of new Set([password, decodeURIComponent(password)])) logger.redact(form);
}

/**
 * Signs in and returns the user's role. Throws `ConfigError` if the credentials belong to a user who may not write the
 * objects.
 */
export async function signIn(
  api: ZendeskApi,
  config: ZendeskConfig,
  objects: readonly Pick<ObjectType, "permission">[],
  logger: Logger,
): Promise<string> {
  if (config.ignoresShortForm) {
    logger.warn(
      'The config has "credentials", so "email" and "api_token" at the top level are ignored. Remove them from the config.',
    );
  }
  if (config.credentials.auth_type === "api_token") {
    logger.warn(
      "The config uses an API token. All API tokens stop working on 30 April 2027. Create an OAuth client before " +
        'then, and set "credentials.auth_type" to "oauth2_client_credentials".',
    );
  }
  const user = await readMe(api.client);
  const role = user.role ?? "unknown";
  if (user.id === null) throw createError("anonymous_user", { subdomain: config.subdomain });
  await refuseReadOnlyScope(api, config);
  if (role === "admin") return role;
  const permissions = listPermissions(permissionsFor(objects));
  // An agent may write only in a custom role that allows it. The role's id does not say whether it does.
  if (role !== "agent" || !user.custom_role_id) throw createError("role_unfit", { role, permissions });
  logger.warn(
    `The credentials belong to an agent in a custom role. The role must let the agent ${permissions}. Otherwise, writes ` +
      "fail with 403.",
  );
  return role;
}

/** What an agent's role must allow to write the objects. */
export function permissionsFor(objects: readonly Pick<ObjectType, "permission">[]): readonly string[] {
  return [...new Set(objects.map(({ permission }) => permission))];
}

/** A dry run only reads, so it needs no scope to write. */
async function refuseReadOnlyScope(api: ZendeskApi, { dry_run }: ZendeskConfig): Promise<void> {
  const scope = await api.scope.read();
  if (!dry_run && scope !== undefined && !letsWrite(scope)) throw createError("scope_without_write", { scope });
}

/** With a low limit there are hundreds of waits for the share. */
const SHARE_LOGGED_EVERY_MS = 60_000;

function logWaits(
  logger: Logger,
  { onRateLimited, onRequest, onSuccess, onWait }: Omit<ConnectionOptions, "transport" | "logger" | "objects">,
): Pick<ClientObserver, "requested" | "succeeded" | "waiting" | "waited" | "rateLimited"> {
  let shareLoggedAt = -Infinity;
  return {
    requested: () => onRequest?.(),
    succeeded: () => onSuccess?.(),
    waited: (cause, ms) => onWait?.(cause, ms),
    waiting: (cause, ms) => {
      const now = readClock();
      if (cause === SHARE_CAUSE) {
        if (now - shareLoggedAt < SHARE_LOGGED_EVERY_MS) return;
        shareLoggedAt = now;
      }
      const until = dateAt(now + ms)
        .toISOString()
        .slice(11, 19);
      logger.info(`Waiting ${Math.ceil(ms / 1000)} s: ${cause}, until ${until} UTC.`);
    },
    rateLimited: (until) => onRateLimited?.(until),
  };
}

function logDrops(logger: Logger): Pick<ClientObserver, "warned"> {
  let hasWarned = false;
  return {
    warned: (method, path) => {
      if (hasWarned) return;
      hasWarned = true;
      logger.warn(
        `Zendesk silently dropped part of ${method} ${path} (x-zendesk-api-warn), usually a custom field ` +
          "that does not exist or is deactivated. Compare the keys of your custom field columns with those in Zendesk.",
      );
    },
  };
}
