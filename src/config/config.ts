import { ConfigError } from "airbyte-cdk-typescript";
import type { z } from "zod";
import type { Credentials } from "../zendesk/authentication.ts";
import { isPhoneCountry } from "../fields/phone.ts";
import type { ProxySettings } from "../zendesk/http-transport.ts";
import { configSchema } from "./config-schema.ts";
import { proxyOf } from "./proxy.ts";
import { normaliseSubdomain, zendeskOrigin } from "./subdomain.ts";

type Settings = z.output<typeof configSchema>;

/** The config as the connector uses it: defaults filled in, one form of credentials, the account's address. */
export interface ZendeskConfig extends Omit<Settings, "credentials" | "email" | "api_token"> {
  readonly baseUrl: string;
  readonly proxy: ProxySettings | undefined;
  readonly credentials: Credentials;
}

/** Takes a config that is valid against the spec. */
export function parseConfig(raw: unknown, env: Readonly<Record<string, string | undefined>>): ZendeskConfig {
  refusePrototypeKey(raw);
  const { email, api_token, credentials, ...settings } = configSchema.parse(raw);
  if (!isPhoneCountry(settings.phone_country)) {
    throw new ConfigError(
      'phone_country is no country with phone numbers. Enter its two-letter code, such as "US" or "GB".',
    );
  }
  const subdomain = normaliseSubdomain(settings.subdomain);
  return {
    ...settings,
    subdomain,
    baseUrl: zendeskOrigin(subdomain, env["ZENDESK_BASE_URL"]),
    proxy: proxyOf(env),
    credentials: oneForm(credentials, email, api_token),
  };
}

function oneForm(
  credentials: Settings["credentials"],
  email: string | undefined,
  apiToken: string | undefined,
): Credentials {
  if (credentials) {
    if (email === undefined && apiToken === undefined) return credentials;
    throw new ConfigError(
      'The config has "credentials" and also "email" or "api_token" beside it. Keep "credentials" and remove the others.',
    );
  }
  if (email !== undefined && apiToken !== undefined) return { auth_type: "api_token", email, api_token: apiToken };
  if (email === undefined && apiToken === undefined) {
    throw new ConfigError(
      'credentials is missing. Add it with "auth_type" "oauth2_client_credentials", "client_id" and "client_secret".',
    );
  }
  throw new ConfigError(`${email === undefined ? "email" : "api_token"} is missing: the API token needs both.`);
}

/** zod leaves this key out of objects without a word, so a column mapped to it would be left out too. */
function refusePrototypeKey(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (Object.hasOwn(value, "__proto__")) {
    throw new ConfigError('The config has a key "__proto__", which is no setting and no field of Zendesk. Remove it.');
  }
  for (const nested of Object.values(value)) refusePrototypeKey(nested);
}
