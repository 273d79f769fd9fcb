import { isObject, type Json, textOf } from "../json.ts";
import type { AccountOptions } from "./account-options.ts";
import { Random } from "../random.ts";
import { Refusal } from "../refusal.ts";

/** What a client needs to sign in, in any of the ways. */
export interface Credentials {
  readonly subdomain: string;
  readonly email: string;
  readonly api_token: string;
  readonly client_id: string;
  readonly client_secret: string;
  readonly access_token: string;
}

/** The same in every simulator, so that a config can be written in advance. They are valid nowhere else. */
const SIMULATED_CREDENTIALS: Credentials = {
  subdomain: "simulated",
  email: "admin@example.com",
  api_token: "simulated-api-token",
  client_id: "simulated_client",
  client_secret: "simulated-client-secret",
  access_token: "simulated-access-token",
};

export interface AccessToken {
  readonly token: string;
  readonly scope: string;
  readonly createdAt: number;
  /** Infinity: never, as for tokens of clients created before 30 April 2026. */
  readonly expiresAt: number;
}

/**
 * The sender of a request: an anonymous client, a user by email address, or the user of a token with the token's
 * scopes.
 */
export type Caller = { email: string; token: AccessToken | undefined } | undefined;

const GLOBAL_SCOPES: ReadonlySet<string> = new Set(["read", "write", "impersonate"]);
const SCOPED_RESOURCES: ReadonlySet<string> = new Set([
  "users",
  "organizations",
  "groups",
  "tickets",
  "custom_objects",
  "brands",
  "webhooks",
]);

function unauthenticated(): Refusal {
  return new Refusal(401, { error: "Couldn't authenticate you" }, { "www-authenticate": 'Basic realm="Web Password"' });
}

/** API token, OAuth client and the tokens minted for it; all act as one user of the account. */
export class AccountCredentials {
  readonly credentials = SIMULATED_CREDENTIALS;
  readonly #options: Pick<AccountOptions, "tokenLifetimeSeconds" | "allowedScopes">;
  readonly #random: Random;
  readonly #tokens = new Map<string, AccessToken>();
  /** Authorization headers that no longer work. */
  readonly #revoked = new Set<string>();

  constructor(options: Pick<AccountOptions, "seed" | "tokenLifetimeSeconds" | "allowedScopes">) {
    this.#options = options;
    this.#random = new Random(options.seed, "credentials");
    const { access_token } = this.credentials;
    this.#tokens.set(access_token, { token: access_token, scope: "read write", createdAt: 0, expiresAt: Infinity });
  }

  /** Reads the Authorization header. Throws the 401 for credentials that are wrong or expired. */
  identify(authorization: string | undefined, nowMs: number): Caller {
    if (authorization === undefined) return undefined;
    if (this.#revoked.has(authorization)) throw unauthenticated();
    const [scheme = "", value = ""] = authorization.split(" ", 2);
    if (scheme.toLowerCase() === "basic") return this.#identifyByApiToken(value);
    const token = scheme.toLowerCase() === "bearer" ? this.#tokens.get(value) : undefined;
    if (token === undefined || token.expiresAt <= nowMs) {
      throw new Refusal(401, {
        error: "invalid_token",
        error_description: "The access token provided is expired, revoked, malformed or invalid for other reasons.",
      });
    }
    return { email: this.credentials.email, token };
  }

  /** Whether the header holds a token that the OAuth client got and that is not revoked. */
  isMinted(authorization: string | undefined): boolean {
    const token = authorization?.replace(/^bearer /i, "") ?? "";
    return token !== this.credentials.access_token && this.#tokens.has(token);
  }

  /** All tokens that the OAuth client got so far expire. */
  expireMinted(): void {
    for (const token of this.#tokens.keys()) if (token !== this.credentials.access_token) this.#tokens.delete(token);
  }

  /** Someone in the account revokes these credentials permanently. */
  revoke(authorization: string): void {
    this.#revoked.add(authorization);
  }

  /** The client_credentials grant. Throws Zendesk's OAuth errors. */
  mint(body: Json | undefined, nowMs: number): AccessToken {
    const asked = isObject(body) ? body : {};
    if (asked["grant_type"] !== "client_credentials") {
      throw new Refusal(400, {
        error: "unsupported_grant_type",
        error_description: "The authorization grant type is not supported by the authorization server.",
      });
    }
    const { client_id, client_secret } = this.credentials;
    if (asked["client_id"] !== client_id || asked["client_secret"] !== client_secret) {
      throw new Refusal(401, { error: "invalid_client", error_description: "Client authentication failed" });
    }
    const token: AccessToken = {
      scope: this.#grantedScope(textOf(asked["scope"]) ?? ""),
      expiresAt: nowMs + 1000 * this.#lifetime(asked["expires_in"]),
      token: this.#random.hex(64),
      createdAt: nowMs,
    };
    this.#tokens.set(token.token, token);
    return token;
  }

  /** Basic `{email}/token:{api_token}`: an API token acts as any user of the account whose e-mail is given. */
  #identifyByApiToken(value: string): Caller {
    const [user = "", secret] = Buffer.from(value, "base64").toString("utf8").split(/:(.*)/s, 2);
    if (!user.endsWith("/token") || secret !== this.credentials.api_token) throw unauthenticated();
    return { email: user.slice(0, -"/token".length), token: undefined };
  }

  /** An empty scope means full access. A scope that is unknown or not allowed for the client is refused. */
  #grantedScope(scope: string): string {
    const asked = scope.split(" ").filter((name) => name !== "");
    const { allowedScopes } = this.#options;
    const isAllowed = (name: string) => (allowedScopes.length === 0 ? isScope(name) : allowedScopes.includes(name));
    if (!asked.every(isAllowed)) {
      throw new Refusal(400, {
        error: "invalid_scope",
        error_description: "The requested scope is invalid, unknown, or malformed.",
      });
    }
    return asked.length === 0 ? "read write" : asked.join(" ");
  }

  /** Zendesk accepts 300 to 172,800 seconds. */
  #lifetime(expiresIn: Json | undefined): number {
    if (expiresIn === undefined || expiresIn === null) return this.#options.tokenLifetimeSeconds;
    if (typeof expiresIn !== "number" || expiresIn < 300 || expiresIn > 172_800) {
      throw new Refusal(400, {
        error: "invalid_request",
        error_description: "expires_in must be between 300 and 172800",
      });
    }
    return expiresIn;
  }
}

function isScope(name: string): boolean {
  if (GLOBAL_SCOPES.has(name)) return true;
  const [resource = "", access, ...rest] = name.split(":");
  return SCOPED_RESOURCES.has(resource) && (access === "read" || access === "write") && rest.length === 0;
}

/** There is no scope for job statuses, search and field definitions: they need the global one. */
export function isAllowedBy(token: AccessToken, method: string, resource: string): boolean {
  const access = method === "GET" ? "read" : "write";
  const scopes = token.scope.split(" ");
  return scopes.includes(access) || (SCOPED_RESOURCES.has(resource) && scopes.includes(`${resource}:${access}`));
}
