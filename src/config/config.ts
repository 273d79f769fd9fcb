import { ConfigError } from "airbyte-cdk-typescript";
import type { z } from "zod";
import type { Credentials } from "../zendesk/http/authentication.ts";
import { isPhoneCountry } from "../fields/phone.ts";
import type { ProxySettings } from "../zendesk/http/proxy-agents.ts";
import { configSchema } from "./config-schema.ts";
import { proxyOf } from "./proxy.ts";
import type { S3StorageSetting } from "./s3-storage-setting.ts";
import { refuseDuplicates } from "./stream-setting.ts";
import { normaliseSubdomain, zendeskOrigin } from "./subdomain.ts";

type Settings = z.output<typeof configSchema>;

/** The config as the connector uses it: defaults filled in, one form of credentials, the account's address. */
export interface ZendeskConfig extends Omit<Settings, "credentials" | "email" | "api_token"> {
  readonly baseUrl: string;
  readonly proxy: ProxySettings | undefined;
  readonly credentials: Credentials;
  /** `email` or `api_token` is set in addition to `credentials`, because Airbyte's form keeps it. */
  readonly ignoresShortForm: boolean;
}

/** Throws for whatever the spec does not allow, and for what a schema cannot say. */
export function parseConfig(raw: unknown, env: Readonly<Record<string, string | undefined>>): ZendeskConfig {
  refusePrototypeKey(raw);
  const { email, api_token, credentials, ...settings } = configSchema.parse(raw);
  if (!isPhoneCountry(settings.phone_country)) {
    throw new ConfigError(
      'phone_country is not a valid country code. Enter the two-letter code of a country with phone numbers, such as "US" or "GB".',
    );
  }
  if (settings.object_storage_config.storage_type === "S3") checkS3(settings.object_storage_config);
  if (settings.change_log && settings.object_storage_config.storage_type === "None") {
    throw new ConfigError(
      "change_log is on, but there is no place for the changes. Set object_storage_config to a folder or a bucket, or turn change_log off.",
    );
  }
  refuseDuplicates(settings.streams);
  const subdomain = normaliseSubdomain(settings.subdomain);
  return {
    ...settings,
    subdomain,
    baseUrl: zendeskOrigin(subdomain, env["ZENDESK_BASE_URL"]),
    proxy: proxyOf(env),
    credentials: credentials ?? fromShortForm(email, api_token),
    ignoresShortForm: credentials !== undefined && (email ?? api_token) !== undefined,
  };
}

function fromShortForm(email: string | undefined, apiToken: string | undefined): Credentials {
  if (email !== undefined && apiToken !== undefined) return { auth_type: "api_token", email, api_token: apiToken };
  if (email === undefined && apiToken === undefined) {
    throw new ConfigError(
      'credentials is missing. Add it with "auth_type" "oauth2_client_credentials", "client_id" and "client_secret".',
    );
  }
  throw new ConfigError(
    `${email === undefined ? "email" : "api_token"} is missing. An API token needs both email and api_token.`,
  );
}

function checkS3({ access_key_id, secret_access_key, s3_endpoint }: S3StorageSetting): void {
  if ((access_key_id === undefined) !== (secret_access_key === undefined)) {
    const missing = access_key_id === undefined ? "access_key_id" : "secret_access_key";
    throw new ConfigError(`The config is not valid: object_storage_config.${missing} is missing`);
  }
  checkS3Endpoint(s3_endpoint);
}

/** The part before the @ of an address is shown wherever the address is. */
function checkS3Endpoint(endpoint: string | undefined): void {
  if (endpoint === undefined) return;
  const url = URL.parse(endpoint);
  if (!url) {
    throw new ConfigError(
      "object_storage_config.s3_endpoint is not a valid address. Enter an address such as https://s3.example.com:9000.",
    );
  }
  if (url.username === "" && url.password === "") return;
  throw new ConfigError(
    "object_storage_config.s3_endpoint must not contain a username or password. Remove the part before the @, and " +
      "set access_key_id and secret_access_key.",
  );
}

/** zod silently drops this key from objects, so it would pass as a known setting. */
function refusePrototypeKey(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (Object.hasOwn(value, "__proto__")) {
    throw new ConfigError('The config has a key "__proto__", which is not a setting. Remove it.');
  }
  for (const nested of Object.values(value)) refusePrototypeKey(nested);
}
