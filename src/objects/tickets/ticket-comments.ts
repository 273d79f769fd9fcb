import { isJsonObject } from "airbyte-cdk-typescript";
import { type ZendeskComment, type ZendeskTicket, commentsOfTicket } from "../../zendesk/resources/tickets.ts";
import type { Draft, WriteContext } from "../object-type.ts";
import { textOfHtml } from "../../text/html-text.ts";
import { without } from "../row.ts";

/** Whether the ticket has the record's comment already, so that sending the record again adds nothing. */
export async function withoutWrittenComment(
  draft: Draft<ZendeskTicket>,
  { api, signal }: WriteContext,
): Promise<Draft<ZendeskTicket>> {
  const { held, values } = draft;
  const { comment } = values;
  if (held === undefined || !isJsonObject(comment)) return draft;
  const written = await commentsOfTicket(api.client, held.id, signal);
  const isWritten = written.some((each, index) => isSameComment(each, comment, index === 0, values));
  return isWritten ? { ...draft, values: without(values, "comment") } : draft;
}

/** Zendesk makes the submitter the author of the first comment of a ticket that is created live. */
function isSameComment(
  written: ZendeskComment,
  comment: Readonly<Record<string, unknown>>,
  isFirst: boolean,
  values: Draft["values"],
): boolean {
  const authors = [comment["author_id"], ...(isFirst ? [values["submitter_id"]] : [])];
  return authors.includes(written.author_id) && isSameCommentText(written, comment);
}

/** Zendesk wraps and cleans HTML, so of HTML only the text is compared. */
function isSameCommentText(written: ZendeskComment, { body, html_body }: Readonly<Record<string, unknown>>): boolean {
  if (typeof html_body === "string") return textOfHtml(written.html_body) === textOfHtml(html_body);
  return typeof body === "string" && plain(written.body) === plain(body);
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
