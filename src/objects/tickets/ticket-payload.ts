import { isJsonObject } from "airbyte-cdk-typescript";
import type { ZendeskTicket } from "../../zendesk/resources/tickets.ts";
import type { WriteAction, Draft, Payload } from "../object-type.ts";
import { without } from "../row.ts";
import { nestCustomFields, withoutFoundKey } from "../write/body.ts";
import type { FieldTags } from "./columns/field-tags.ts";
import { areSameComment } from "./columns/same-comment.ts";
import { PEOPLE_COLUMNS, peoplePart } from "./columns/people-lists.ts";
import { PAST_COLUMNS } from "./columns/ticket-columns.ts";
import { tagsPart } from "./columns/ticket-tags.ts";
import type { TicketsSettings } from "./tickets-settings.ts";

export const TICKET_FIELDS = { prefix: "custom_fields", shape: "list" } as const;

type Body = Readonly<Record<string, unknown>>;

export function ticketPayload(
  given: Draft<ZendeskTicket>,
  action: Exclude<WriteAction, "delete">,
  { tags_mode, tickets_create }: TicketsSettings,
  fieldTags: FieldTags,
): Payload<never> {
  const draft = action === "update" ? withoutFoundKey(given) : given;
  const values = {
    ...without(draft.values, "id", "tags", "comment", ...PEOPLE_COLUMNS),
    ...tagsPart(draft, tags_mode, fieldTags),
    ...peoplePart(draft.values),
  };
  const body = nestCustomFields(values, TICKET_FIELDS);
  if (action === "update") return { body: updateBody(draft, body) };
  return { body: tickets_create === "live" ? liveBody(draft, body) : importBody(draft, body) };
}

/** Zendesk refuses a safe update if the ticket has changed since it was read. */
function updateBody({ held, values }: Draft<ZendeskTicket>, body: Body): Body {
  const comment = isJsonObject(values["comment"]) && { comment: without(values["comment"], "created_at") };
  return {
    ...without(body, ...PAST_COLUMNS),
    ...comment,
    safe_update: true,
    updated_stamp: held?.updated_at,
  };
}

/** A history may begin with the first comment, or contain it elsewhere. */
function importBody({ values: { comment, comments: listed } }: Draft, body: Body): Body {
  const past: readonly unknown[] = Array.isArray(listed) ? listed : [];
  const isNew = isJsonObject(comment) && !past.some((each) => isJsonObject(each) && areSameComment(each, comment));
  const comments = isNew ? [comment, ...past] : past;
  return comments.length > 0 ? { ...body, comments } : body;
}

/** A live ticket needs a comment, whose author Zendesk takes from the submitter. */
function liveBody({ values }: Draft, body: Body): Body {
  if (!isJsonObject(values["comment"])) return { ...body, comment: { body: values["subject"] } };
  const comment = without(values["comment"], "created_at");
  return { submitter_id: comment["author_id"], ...body, comment };
}
