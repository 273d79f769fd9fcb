import { isJsonObject } from "airbyte-cdk-typescript";
import { numberText } from "../../../json/exact-json.ts";
import type { ZendeskTicket } from "../../../zendesk/resources/tickets.ts";
import type { Draft, WriteContext } from "../../object-type.ts";
import type { Rejection } from "../../rejection.ts";
import type { TicketsSettings } from "../tickets-settings.ts";

type Creation = Pick<TicketsSettings, "tickets_create">;
type TicketDraft = Draft<ZendeskTicket>;

/** Zendesk makes the submitter the author of the first comment of a ticket that is created live. */
export function authorOfFirst({ row, values }: TicketDraft, { tickets_create }: Creation): unknown {
  return tickets_create === "live" && !namesAuthor(row.values["comment"]) ? values["submitter_id"] : undefined;
}

/** A new ticket whose comment Zendesk would show under another name. */
export function refuseOtherAuthor(
  { held, row, values }: TicketDraft,
  { tickets_create }: Creation,
  { mode }: Pick<WriteContext, "mode">,
): Rejection | undefined {
  const isCreated = held === undefined && (mode === "insert" || mode === "upsert") && row.key.column !== "id";
  if (tickets_create !== "live" || !isCreated || !namesAuthor(row.values["comment"])) return undefined;
  const { comment, submitter_id: submitter } = values;
  if ((submitter ?? null) === null || !isJsonObject(comment)) return undefined;
  if (idText(comment["author_id"]) === idText(submitter)) return undefined;
  return {
    reason: "invalid_value",
    field: "comment",
    message:
      "The record names a submitter and a different author of the comment, but Zendesk makes the submitter the author of a new " +
      'ticket\'s first comment. Remove one of the two, or set tickets_create to "import".',
  };
}

/** In a record. In a draft, every comment has an author. */
function namesAuthor(comment: unknown): boolean {
  return isJsonObject(comment) && comment["author"] !== undefined;
}

function idText(id: unknown): string {
  return numberText(id) ?? String(id);
}
