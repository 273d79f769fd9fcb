import { addressesInHtml, textOfHtml } from "../../../text/html-text.ts";
import type { ZendeskComment } from "../../../zendesk/resources/tickets.ts";

const VIA_API = "api";

type RecordComment = Readonly<Record<string, unknown>>;

/** Whether a ticket's comment is the one that a record gives. What people write themselves may have the same words. */
export function isSameComment(written: ZendeskComment, comment: RecordComment, otherAuthor: unknown): boolean {
  if ((written.via?.channel ?? VIA_API) !== VIA_API) return false;
  return [comment["author_id"], otherAuthor].includes(written.author_id) && isSameCommentText(written, comment);
}

/** Whether two comments of a record are the same one. */
export function areSameComment(one: RecordComment, other: RecordComment): boolean {
  return one["author_id"] === other["author_id"] && contentOf(one) === contentOf(other);
}

function contentOf({ body, html_body }: RecordComment): string | undefined {
  if (typeof html_body === "string") return `HTML ${contentOfHtml(html_body)}`;
  return typeof body === "string" ? plain(body) : undefined;
}

/** Zendesk wraps and cleans HTML, so of HTML only the text and the addresses of links and pictures are compared. */
function isSameCommentText(written: ZendeskComment, { body, html_body }: RecordComment): boolean {
  if (typeof html_body === "string") return contentOfHtml(written.html_body) === contentOfHtml(html_body);
  return typeof body === "string" && plain(written.body) === plain(body);
}

function contentOfHtml(html: string): string {
  return JSON.stringify([textOfHtml(html), ...addressesInHtml(html)]);
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
