import type { Credentials } from "zendesk-simulator";

/** The three ways to sign in, as they appear in a config. */
export function credentialsFor(credentials: Credentials) {
  const { access_token, api_token, client_id, client_secret, email } = credentials;
  return {
    oauth2_client_credentials: { auth_type: "oauth2_client_credentials", client_id, client_secret },
    api_token: { auth_type: "api_token", email, api_token },
    oauth2_access_token: { auth_type: "oauth2_access_token", access_token },
  } as const;
}

/** A config for the account, as fast as the connector can be. */
export function configFor(credentials: Credentials, settings: Readonly<Record<string, unknown>> = {}) {
  return {
    subdomain: credentials.subdomain,
    credentials: credentialsFor(credentials).oauth2_client_credentials,
    max_records_per_second: 100_000,
    ...settings,
  };
}
