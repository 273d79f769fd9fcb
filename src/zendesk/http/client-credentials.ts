import { z } from "zod";
import type { Authentication, AuthenticationOptions, Credentials } from "./authentication.ts";
import { dateAt, readClock } from "../../time/clock.ts";
import { ZendeskAnswerError, ZendeskHttpError, ZendeskRedirectError } from "./errors.ts";
import { grantedScopes, listScopes } from "./scopes.ts";

/** Where tokens are made. */
export const TOKEN_REQUEST = { method: "POST", path: "/oauth/tokens" } as const;

/**
 * Two hours: renewals are rare, and no long-lived tokens are left behind. Zendesk accepts 300 to 172,800 s. Without it,
 * tokens of clients created before 30 April 2026 never expire.
 */
const TOKEN_LIFETIME_S = 7200;
/** A token is renewed after this share of its lifetime, so that none expires during a request. */
const RENEW_AT = 0.8;
/** However short its reported lifetime, a token is used for this long, unless Zendesk refuses it. */
const SHORTEST_USE_MS = 60_000;
/** While the old token is valid, a renewal may take this long, and the next attempt comes this much later. */
const RENEWAL_DEADLINE_MS = 10_000;
const RENEWAL_RETRY_MS = 60_000;
/** Zendesk may not accept a new token everywhere at once. No two tokens are requested within this time. */
const MOMENT_MS = 1000;
/** A request is refused at most this often before its 401 counts. */
const MAX_REFUSALS = 3;

const tokenAnswer = z.object({
  /** Characters that a header can contain. */
  access_token: z.string().regex(/^[!-~]{1,4096}$/),
  /** Anything but a number of seconds is an unknown lifetime: the token is used until Zendesk refuses it. */
  expires_in: z.number().positive().optional().catch(undefined),
  scope: z.string().optional().catch(undefined),
});

interface Token {
  readonly authorization: string;
  readonly mintedAt: number;
  readonly expiresAt: number;
  renewAt: number;
  /** Whether the API has accepted it. */
  isProven: boolean;
}

type ClientSecret = Extract<Credentials, { auth_type: "oauth2_client_credentials" }>;

/** OAuth's client credentials grant. There is no refresh token: a new token is requested when the old one ages. */
export class ClientCredentials implements Authentication {
  readonly #credentials: ClientSecret;
  readonly #options: AuthenticationOptions;
  #token: Token | undefined;
  #minting: Promise<Token> | undefined;
  #granted: readonly string[] | undefined;
  #isScopeLogged = false;
  #isFailureLogged = false;

  constructor(credentials: ClientSecret, options: AuthenticationOptions) {
    this.#credentials = credentials;
    this.#options = options;
  }

  get scope(): string {
    return this.#granted?.join(" ") ?? this.#credentials.scope;
  }

  async authorization(): Promise<string> {
    const old = this.#token;
    if (old && readClock() < old.renewAt) return old.authorization;
    try {
      return (await this.#mintOnce(old)).authorization;
    } catch (error) {
      if (!old || this.#token !== old || readClock() >= old.expiresAt) throw error;
      this.#postponeRenewal(old, error);
      return old.authorization;
    }
  }

  accepted(authorization: string): void {
    if (this.#token?.authorization === authorization) this.#token.isProven = true;
  }

  refused(authorization: string, { times, isAgain }: { times: number; isAgain: boolean }): number | undefined {
    if (times >= MAX_REFUSALS) return undefined;
    const token = this.#token;
    // Another request may have renewed the token in the meantime. Then the newer one is simply tried.
    if (token?.authorization !== authorization) return 0;
    if (!token.isProven) return isAgain ? undefined : MOMENT_MS;
    this.#token = undefined;
    return Math.max(0, token.mintedAt + MOMENT_MS - readClock());
  }

  /** Requests that find the token too old at the same time wait for one new token together. */
  #mintOnce(old: Token | undefined): Promise<Token> {
    this.#minting ??= this.#mint(old).finally(() => {
      this.#minting = undefined;
    });
    return this.#minting;
  }

  async #mint(old: Token | undefined): Promise<Token> {
    const { client_id, client_secret, scope } = this.#credentials;
    const { baseUrl, transport } = this.#options;
    const isGood = old !== undefined && readClock() < old.expiresAt;
    const answer = await transport({
      method: TOKEN_REQUEST.method,
      url: baseUrl + TOKEN_REQUEST.path,
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({
        grant_type: "client_credentials",
        client_id,
        client_secret,
        scope,
        expires_in: TOKEN_LIFETIME_S,
      }),
      ...(isGood && { timeoutMs: RENEWAL_DEADLINE_MS }),
    });
    if (answer.status >= 400) throw new ZendeskHttpError(TOKEN_REQUEST, answer);
    if (answer.status >= 300) throw new ZendeskRedirectError(TOKEN_REQUEST, answer, baseUrl);
    return this.#take(readToken(answer.body));
  }

  #take({ access_token, expires_in, scope }: z.output<typeof tokenAnswer>): Token {
    this.#options.onToken(access_token);
    this.#granted = grantedScopes(scope);
    this.#warnOfMissingScope();
    const mintedAt = readClock();
    const lifeMs = expires_in === undefined ? Infinity : expires_in * 1000;
    this.#token = {
      authorization: `Bearer ${access_token}`,
      mintedAt,
      expiresAt: mintedAt + lifeMs,
      renewAt: mintedAt + Math.max(SHORTEST_USE_MS, lifeMs * RENEW_AT),
      isProven: false,
    };
    return this.#token;
  }

  #postponeRenewal(token: Token, error: unknown): void {
    const now = readClock();
    token.renewAt = Math.min(token.expiresAt, now + RENEWAL_RETRY_MS);
    if (this.#isFailureLogged) return;
    this.#isFailureLogged = true;
    const until = dateAt(token.expiresAt).toISOString().slice(11, 16);
    const why = error instanceof Error ? error.message : "unknown cause";
    this.#options.onWarning(
      `The OAuth token could not be renewed (POST /oauth/tokens: ${why}). The old token is valid until ${until} UTC and stays in ` +
        "use. The renewal is tried again every minute.",
    );
  }

  #warnOfMissingScope(): void {
    if (this.#granted === undefined || this.#isScopeLogged) return;
    const granted = new Set(this.#granted);
    const missing = listScopes(this.#credentials.scope).filter((scope) => !granted.has(scope));
    if (missing.length === 0) return;
    this.#isScopeLogged = true;
    this.#options.onWarning(
      `Zendesk granted the scope "${this.scope}" without "${missing.join(" ")}". Requests may be refused with 403: ` +
        `allow these scopes in the OAuth client, or set "credentials.scope" to scopes that it allows.`,
    );
  }
}

function readToken(body: string): z.output<typeof tokenAnswer> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw ZendeskAnswerError.notJson(TOKEN_REQUEST, body);
  }
  const token = tokenAnswer.safeParse(json);
  if (!token.success) throw new ZendeskAnswerError(TOKEN_REQUEST, "holds no access_token");
  return token.data;
}
