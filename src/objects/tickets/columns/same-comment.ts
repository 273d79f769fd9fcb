import { addressesInHtml, textOfHtml } from "../../../text/html-text.ts";
import type { ZendeskComment } from "../../../zendesk/resources/tickets.ts";

/** Whether a ticket's comment is the one that a record gives. */
export function isSameComment(
  written: ZendeskComment,
  comment: Readonly<Record<string, unknown>>,
  otherAuthor: unknown,
): boolean {
  return [comment["author_id"], otherAuthor].includes(written.author_id) && isSameCommentText(written, comment);
}

/** Zendesk wraps and cleans HTML, so of HTML only the text and the addresses of links and pictures are compared. */
function isSameCommentText(written: ZendeskComment, { body, html_body }: Readonly<Record<string, unknown>>): boolean {
  if (typeof html_body === "string") return contentOfHtml(written.html_body) === contentOfHtml(html_body);
  return typeof body === "string" && plain(written.body) === plain(body);
}

function contentOfHtml(html: string): string {
  return JSON.stringify([textOfHtml(html), ...addressesInHtml(html)]);
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
