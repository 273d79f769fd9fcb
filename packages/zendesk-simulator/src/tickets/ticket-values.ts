import { lookupTarget } from "../fields/lookup-target.ts";
import { type Json, type JsonObject, textOf } from "../json.ts";
import { sentAttributes, withChanges } from "../records/stored-values.ts";
import { checkedTags } from "../records/tags.ts";
import type { StoredUser } from "../users/stored-user.ts";
import { checkChoices, checkedGroup, checkedOrganization, checkedStatus, defaultCustomStatus } from "./check-ticket.ts";
import type { TicketValues } from "./ticket.ts";
import type { TicketAccount } from "./ticket-account.ts";
import { PLAIN_TICKET_ATTRIBUTES } from "./ticket-attributes.ts";
import { agentId, changedEmailCcs, changedFollowers, existingUserId, requesterIn } from "./ticket-people.ts";

/** A ticket to which nothing has been written. */
export function emptyValues(account: TicketAccount, actor: StoredUser): TicketValues {
  return {
    externalId: null,
    subject: null,
    status: "new",
    customStatusId: defaultCustomStatus(account, "new"),
    requesterId: actor.id,
    submitterId: actor.id,
    assigneeId: null,
    organizationId: actor.memberships[0]?.organizationId ?? null,
    groupId: null,
    emailCcIds: [],
    followerIds: [],
    tags: [],
    fields: {},
    attributes: {},
  };
}

/** What a ticket holds after a body was written to `old`. Throws InvalidRecord. */
export function changedValues(
  account: TicketAccount,
  old: TicketValues,
  body: JsonObject,
  nowMs: number,
): TicketValues {
  checkChoices(body);
  const { ticketFields } = account;
  const written = withChanges(old.fields, ticketFields.storedValues(body, lookupTarget(account)));
  const tags = changedTags([...old.tags, ...ticketFields.tagsOf(written)], body);
  const fields = ticketFields.withTags(written, tags, body);
  const values = {
    ...old,
    ...checkedStatus(account, body, old),
    externalId: changedText(old.externalId, body["external_id"]),
    subject: changedText(old.subject, body["raw_subject"] ?? body["subject"]),
    groupId: body["group_id"] === undefined ? old.groupId : checkedGroup(account, body),
    tags: tags.filter((tag) => !ticketFields.tagsOf(written).includes(tag)),
    fields,
    attributes: withChanges(old.attributes, sentAttributes(body, PLAIN_TICKET_ATTRIBUTES)),
  };
  // New people are created last, when nothing else can refuse the ticket any more.
  return { ...values, ...changedPeople(account, values, body, nowMs) };
}

function changedPeople(account: TicketAccount, old: TicketValues, body: JsonObject, nowMs: number) {
  const { assignee_id: assignee, submitter_id: submitter = null } = body;
  const assigneeId = assignee === undefined ? old.assigneeId : null;
  const people = {
    assigneeId: (assignee ?? null) === null ? assigneeId : agentId(account, assignee ?? null, "assignee"),
    submitterId: submitter === null ? old.submitterId : existingUserId(account, submitter, "submitter"),
    followerIds: changedFollowers(account, old.followerIds, body["followers"]),
  };
  const requester = requesterIn(account, body, nowMs) ?? account.users.byId(old.requesterId);
  const organizationId = requester === undefined ? old.organizationId : organizationOf(old, body, requester);
  const emailCcIds = changedEmailCcs(account, old.emailCcIds, body["email_ccs"], nowMs);
  return { ...people, emailCcIds, requesterId: requester?.id ?? old.requesterId, organizationId };
}

/** A new requester brings the organization that is their default. */
function organizationOf(old: TicketValues, body: JsonObject, requester: StoredUser): number | null {
  if (body["organization_id"] !== undefined) return checkedOrganization(body, requester);
  return requester.id === old.requesterId ? old.organizationId : (requester.memberships[0]?.organizationId ?? null);
}

/** `tags` replace; in `update_many`, `additional_tags` and `remove_tags` change what is there. */
function changedTags(old: readonly string[], body: JsonObject): readonly string[] {
  const added = checkedTags(body["additional_tags"]) ?? [];
  const removed = checkedTags(body["remove_tags"]) ?? [];
  const tags = new Set([...(checkedTags(body["tags"]) ?? old), ...added]);
  return [...tags].filter((tag) => !removed.includes(tag));
}

/** Null and blank empty the value; undefined leaves it alone. */
function changedText(old: string | null, sent: Json | undefined): string | null {
  if (sent === undefined) return old;
  const text = textOf(sent) ?? "";
  return text === "" ? null : text;
}
