import type { ZendeskSimulator } from "zendesk-simulator";

/** The account that connectors write to, and the one that gets the records one by one. */
export interface AccountOfOthers {
  readonly simulator: ZendeskSimulator;
  readonly reference: ZendeskSimulator;
}
