import { isObject, type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { type Ticket, TICKET_STATUSES, type TicketStatus, type TicketValues } from "./ticket.ts";
import type { TicketAccount } from "./ticket-account.ts";
import { checkedTime } from "./ticket-times.ts";

const PRIORITIES: ReadonlySet<string> = new Set(["urgent", "high", "normal", "low"]);
const TYPES: ReadonlySet<string> = new Set(["problem", "incident", "question", "task"]);
/** As long as the columns of Zendesk's database are assumed to be. */
const LONGEST_EXTERNAL_ID = 255;

/** The status and the custom status to store: each decides the other, and the custom one wins. Throws InvalidRecord. */
export function checkedStatus(
  { customStatuses }: TicketAccount,
  body: JsonObject,
  old: Pick<TicketValues, "status" | "customStatusId">,
): Pick<TicketValues, "status" | "customStatusId"> {
  const customId = body["custom_status_id"] ?? null;
  if (customId !== null) {
    const custom = customStatuses.find(({ id, isActive }) => isActive && String(id) === textOf(customId));
    if (custom === undefined) throw invalid("custom_status_id", "Custom status");
    return { status: custom.category, customStatusId: custom.id };
  }
  const sent = body["status"] ?? null;
  if (sent === null || sent === old.status) return old;
  const status = TICKET_STATUSES.find((known) => known === sent);
  if (status === undefined) throw invalid("status", "Status");
  return { status, customStatusId: defaultCustomStatus({ customStatuses }, status) };
}

export function defaultCustomStatus(
  { customStatuses }: Pick<TicketAccount, "customStatuses">,
  status: TicketStatus,
): number {
  const category = status === "closed" ? "solved" : status;
  return customStatuses.find((custom) => custom.isDefault && custom.category === category)?.id ?? 0;
}

/** Throws InvalidRecord for values that Zendesk does not have. */
export function checkChoices(body: JsonObject): void {
  const { priority, type } = body;
  if (typeof priority === "string" ? !PRIORITIES.has(priority) : (priority ?? null) !== null) {
    throw invalid("priority", "Priority");
  }
  if (typeof type === "string" ? !TYPES.has(type) : (type ?? null) !== null) throw invalid("type", "Type");
  checkedTime(body, "due_at");
  if ((textOf(body["external_id"])?.length ?? 0) > LONGEST_EXTERNAL_ID) throw invalid("external_id", "External");
  if (body["metadata"] !== undefined && !isObject(body["metadata"])) throw invalid("metadata", "Metadata");
}

/** The group's id; null where there is none. */
export function checkedGroup({ groups }: TicketAccount, body: JsonObject): number | null {
  const sent = body["group_id"] ?? null;
  if (sent === null) return null;
  const group = groups.find(({ id }) => String(id) === textOf(sent));
  if (group === undefined) throw invalid("group", "Group");
  return group.id;
}

/** Zendesk takes organizations of the requester only. Null where there is none. */
export function checkedOrganization(body: JsonObject, requester: StoredUser): number | null {
  const sent = body["organization_id"] ?? null;
  if (sent === null) return null;
  const own = requester.memberships.find(({ organizationId }) => String(organizationId) === textOf(sent));
  if (own === undefined) throw invalid("organization", "Organization");
  return own.organizationId;
}

/** Throws InvalidRecord for a ticket that is closed, or that changed since `updated_stamp`. */
export function checkMayUpdate(ticket: Ticket, body: JsonObject): void {
  checkStamp(ticket, body);
  if (ticket.status === "closed") {
    throw new InvalidRecord("status", "InvalidValue", "Status: closed prevents ticket update");
  }
}

/** `safe_update: false` has the same effect as true. Stamps have whole seconds: changes within one are not noticed. */
function checkStamp(ticket: Ticket, body: JsonObject): void {
  const stamp = checkedTime(body, "updated_stamp");
  if ((body["safe_update"] ?? null) === null || stamp === undefined) return;
  if (Math.floor(ticket.updatedAt / 1000) <= Math.floor(stamp / 1000)) return;
  const message = "Safe Update prevented the update. The ticket has changed since updated_stamp.";
  throw new InvalidRecord("base", "UpdateConflict", message);
}

function invalid(property: string, label: string): InvalidRecord {
  return new InvalidRecord(property, "InvalidValue", `${label}: is invalid`);
}
