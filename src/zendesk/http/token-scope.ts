import { z } from "zod";
import type { Authentication, Credentials } from "./authentication.ts";
import type { ZendeskClient } from "./client.ts";
import { ZendeskAnswerError, ZendeskHttpError } from "./errors.ts";
import { grantedScopes } from "./scopes.ts";

const currentToken = z.object({ token: z.object({ scopes: z.array(z.string()) }) });

/** What the token of a connection allows. */
export class TokenScope {
  readonly #client: ZendeskClient;
  readonly #authentication: Authentication;
  readonly #isGivenToken: boolean;
  #read: string | undefined;

  constructor(client: ZendeskClient, authentication: Authentication, { auth_type }: Credentials) {
    this.#client = client;
    this.#authentication = authentication;
    this.#isGivenToken = auth_type === "oauth2_access_token";
  }

  /** Undefined if it is not known, and for API tokens, which have none. */
  get known(): string | undefined {
    return this.#read ?? this.#authentication.scope;
  }

  /** The same, after asking Zendesk about a token that the connector did not request itself. */
  async read(): Promise<string | undefined> {
    if (this.#isGivenToken) this.#read = await readScope(this.#client);
    return this.known;
  }
}

/** Undefined if Zendesk does not say: a token may allow everything but this. */
async function readScope(client: ZendeskClient): Promise<string | undefined> {
  const path = "/api/v2/oauth/tokens/current.json";
  try {
    const { body } = await client.request({ method: "GET", path, answer: currentToken });
    return grantedScopes(body.token.scopes.join(" "))?.join(" ");
  } catch (error) {
    if (error instanceof ZendeskHttpError || error instanceof ZendeskAnswerError) return undefined;
    throw error;
  }
}
