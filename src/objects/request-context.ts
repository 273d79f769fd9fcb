import type { ZendeskApi } from "../zendesk/zendesk-api.ts";

/** What every request to Zendesk needs. */
export interface RequestContext {
  readonly api: ZendeskApi;
  /** Ends waiting. */
  readonly signal: AbortSignal;
}
