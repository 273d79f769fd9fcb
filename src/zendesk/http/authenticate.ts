import type { Authentication, AuthenticationOptions, Credentials } from "./authentication.ts";
import { ClientCredentials } from "./client-credentials.ts";

export function authenticate(credentials: Credentials, options: AuthenticationOptions): Authentication {
  switch (credentials.auth_type) {
    case "api_token":
      return fixed(`Basic ${toBase64(`${credentials.email}/token:${credentials.api_token}`)}`, options);
    case "oauth2_access_token":
      return fixed(`Bearer ${credentials.access_token}`, options);
    case "oauth2_client_credentials":
      return new ClientCredentials(credentials, options);
  }
}

function fixed(authorization: string, { onToken }: AuthenticationOptions): Authentication {
  onToken(authorization);
  return {
    authorization: () => Promise.resolve(authorization),
    accepted: () => {},
    refused: () => undefined,
    scope: undefined,
  };
}

function toBase64(text: string): string {
  return Buffer.from(text).toString("base64");
}
