import type { TicketFields } from "../fields/ticket-fields.ts";
import type { UserAccount } from "../users/write-user.ts";
import type { BusinessRules } from "./business-rules.ts";
import type { TicketLimits } from "./ticket-limits.ts";
import type { CustomStatus, Group } from "./ticket-settings.ts";
import type { TicketStore } from "./ticket-store.ts";

/** What is needed to write a ticket. */
export interface TicketAccount extends UserAccount {
  readonly tickets: TicketStore;
  readonly ticketFields: TicketFields;
  readonly ticketLimits: TicketLimits;
  readonly customStatuses: readonly CustomStatus[];
  readonly groups: readonly Group[];
  readonly businessRules: BusinessRules;
}
