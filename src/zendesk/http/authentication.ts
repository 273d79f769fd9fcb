import type { HttpTransport } from "./http-transport.ts";

export type Credentials =
  | { readonly auth_type: "oauth2_client_credentials"; client_id: string; client_secret: string; scope: string }
  | { readonly auth_type: "oauth2_access_token"; access_token: string }
  | { readonly auth_type: "api_token"; email: string; api_token: string };

/** Gives the `Authorization` header of the next request. */
export interface Authentication {
  /** Throws what a request throws that fails, when a token must be had first and is not. */
  authorization(): Promise<string>;
  /** The API has taken it. */
  accepted(authorization: string): void;
  /**
   * A request got a 401 with it, which was the request's `times`th; `isAgain` when an earlier one was with the same. Gives
   * the time after which the request is worth repeating; undefined when it is not.
   */
  refused(authorization: string, refusal: { times: number; isAgain: boolean }): number | undefined;
  /** The scope that Zendesk has granted, or that it is asked for; undefined where none is asked for. */
  readonly scope: string | undefined;
}

export interface AuthenticationOptions {
  readonly baseUrl: string;
  readonly transport: HttpTransport;
  /** Told each new access token, before its first use, so that it can be kept out of logs. */
  readonly onToken: (token: string) => void;
  readonly onWarning: (message: string) => void;
}
