import { z } from "zod";
import { ZendeskAnswerError, ZendeskHttpError, ZendeskRedirectError } from "./errors.ts";
import { readClock } from "./clock.ts";
import type { HttpTransport } from "./http-transport.ts";

export type Credentials =
  | { readonly auth_type: "oauth2_client_credentials"; client_id: string; client_secret: string; scope: string }
  | { readonly auth_type: "oauth2_access_token"; access_token: string }
  | { readonly auth_type: "api_token"; email: string; api_token: string };

/** Gives the `Authorization` header of the next request. */
export interface Authentication {
  /** Throws what a request throws that fails, when a token must be had first and is not. */
  authorization(): Promise<string>;
  /** After a 401: true when there is another token to be had, so that the request is worth repeating. */
  discard(rejected: string): boolean;
}

export interface AuthenticationOptions {
  readonly baseUrl: string;
  readonly transport: HttpTransport;
  /** Told each new access token, before its first use, so that it can be kept out of logs. */
  readonly onToken: (token: string) => void;
  readonly onWarning: (message: string) => void;
}

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
    discard: () => false,
  };
}

function toBase64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/**
 * Two hours: long enough to be rare, short enough not to leave eternal tokens behind. Zendesk takes 300 to
 * 172,800 s; without it, tokens of clients made before 30 April 2026 never expire.
 */
const TOKEN_LIFETIME_S = 7200;
/** A token is renewed at this share of its life, so that none expires under a request. */
const RENEW_AT = 0.8;

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive().nullish(),
  scope: z.string().nullish(),
});

/** OAuth's client credentials grant: there is no refresh token, a new token is minted when the old one ages. */
class ClientCredentials implements Authentication {
  readonly #credentials: Extract<Credentials, { auth_type: "oauth2_client_credentials" }>;
  readonly #options: AuthenticationOptions;
  #authorization: string | undefined;
  #renewAt = Infinity;
  #minting: Promise<string> | undefined;

  constructor(
    credentials: Extract<Credentials, { auth_type: "oauth2_client_credentials" }>,
    options: AuthenticationOptions,
  ) {
    this.#credentials = credentials;
    this.#options = options;
  }

  async authorization(): Promise<string> {
    if (this.#authorization !== undefined && readClock() < this.#renewAt) return this.#authorization;
    return this.#mintOnce();
  }

  discard(rejected: string): boolean {
    // Another request may have renewed the token meanwhile; then the newer one is simply tried.
    if (this.#authorization === rejected) this.#authorization = undefined;
    return true;
  }

  /** Requests that find the token too old at the same time wait for one new token together. */
  #mintOnce(): Promise<string> {
    this.#minting ??= this.#mint().finally(() => {
      this.#minting = undefined;
    });
    return this.#minting;
  }

  async #mint(): Promise<string> {
    const { client_id, client_secret, scope } = this.#credentials;
    const { baseUrl, transport } = this.#options;
    const request = { method: "POST", path: "/oauth/tokens" } as const;
    const answer = await transport({
      method: request.method,
      url: baseUrl + request.path,
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({
        grant_type: "client_credentials",
        client_id,
        client_secret,
        scope,
        expires_in: TOKEN_LIFETIME_S,
      }),
    });
    if (answer.status >= 400) throw new ZendeskHttpError(request, answer);
    if (answer.status >= 300) throw new ZendeskRedirectError(request, answer, baseUrl);
    const token = readToken(request, answer.body);
    this.#options.onToken(token.access_token);
    this.#warnOfMissingScope(token.scope ?? undefined);
    this.#authorization = `Bearer ${token.access_token}`;
    this.#renewAt = token.expires_in ? readClock() + token.expires_in * 1000 * RENEW_AT : Infinity;
    return this.#authorization;
  }

  #warnOfMissingScope(granted: string | undefined): void {
    if (granted === undefined) return;
    const has = new Set(granted.split(/\s+/));
    const missing = this.#credentials.scope.split(/\s+/).filter((scope) => scope && !has.has(scope));
    if (missing.length === 0) return;
    this.#options.onWarning(
      `Zendesk granted the scope "${granted}" without "${missing.join(" ")}". Requests may be refused with 403: ` +
        `allow these scopes in the OAuth client, or set "credentials.scope" to what it allows.`,
    );
  }
}

function readToken(request: { method: string; path: string }, body: string): z.output<typeof tokenAnswer> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw ZendeskAnswerError.notJson(request, body);
  }
  const token = tokenAnswer.safeParse(json);
  if (!token.success) throw new ZendeskAnswerError(request, "holds no access_token");
  return token.data;
}
