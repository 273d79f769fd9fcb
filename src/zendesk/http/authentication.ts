import type { HttpTransport } from "./http-transport.ts";

export type Credentials =
  | { readonly auth_type: "oauth2_client_credentials"; client_id: string; client_secret: string; scope: string }
  | { readonly auth_type: "oauth2_access_token"; access_token: string }
  | { readonly auth_type: "api_token"; email: string; api_token: string };

/** Returns the `Authorization` header for the next request. */
export interface Authentication {
  /** Throws like a failed request if a token is needed first and cannot be obtained. */
  authorization(): Promise<string>;
  /** The API accepted it. */
  accepted(authorization: string): void;
  /**
   * A request got a 401 with it, the `times`th of the request. `isAgain`: an earlier one was with the same header. Returns
   * the time after which the request is worth repeating; undefined if it is not.
   */
  refused(authorization: string, refusal: { times: number; isAgain: boolean }): number | undefined;
  /** The scope that Zendesk granted, or that was requested; undefined if none was requested. */
  readonly scope: string | undefined;
}

export interface AuthenticationOptions {
  readonly baseUrl: string;
  readonly transport: HttpTransport;
  /** Called with each new access token before its first use, so that it can be kept out of logs. */
  readonly onToken: (token: string) => void;
  readonly onWarning: (message: string) => void;
}
