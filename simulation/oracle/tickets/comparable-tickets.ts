import { sortedByName } from "../comparable-values.ts";
import type { Account, UnknowableKeys } from "../object-oracle.ts";
import { type StoredTicket, keysOfTicket } from "./ticket-keys.ts";

/** Whatever is older is a ticket's past, which its record gives. Accounts write everything else at different times. */
const NOW_FROM = Date.UTC(2026, 0, 1);

/** Two tickets may be alike, so they are counted. */
export function comparableTickets(account: Account, { excusedKeys }: UnknowableKeys): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const texts = new Set<string>();
  for (const ticket of account.tickets.all()) {
    if (keysOfTicket(ticket).some((key) => excusedKeys.has(key))) continue;
    const text = comparableText(ticket, account);
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    texts.add(count === 1 ? text : `number ${count} of ${text}`);
  }
  return texts;
}

function comparableText(ticket: StoredTicket, account: Account): string {
  const { assigneeId, attributes, comments, createdAt, externalId, fields, requesterId, solvedAt, status } = ticket;
  return JSON.stringify({
    externalId,
    subject: ticket.subject,
    status,
    requester: nameOfPerson(requesterId, account),
    assignee: nameOfPerson(assigneeId, account),
    submitter: nameOfPerson(ticket.submitterId, account),
    group: ticket.groupId,
    customStatus: ticket.customStatusId,
    emailCcs: ticket.emailCcIds.map((id) => String(nameOfPerson(id, account))).toSorted(),
    followers: ticket.followerIds.map((id) => String(nameOfPerson(id, account))).toSorted(),
    created: pastTime(createdAt),
    solved: pastTime(solvedAt),
    isArchived: ticket.isArchived,
    tags: ticket.tags.toSorted(),
    fields: sortedByName(fields),
    attributes: sortedByName(attributes),
    comments: comments.map(({ authorId, body, createdAt: at, isPublic }) => ({
      author: nameOfPerson(authorId, account),
      body,
      isPublic,
      at: pastTime(at),
    })),
  });
}

function nameOfPerson(id: number | null, { users }: Account): string | null {
  const user = id === null ? undefined : users.byId(id);
  return user === undefined ? null : (user.externalId ?? user.name);
}

function pastTime(time: number | null): number | null {
  return time === null || time >= NOW_FROM ? null : time;
}
