import { isObject, type Json, type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";
import { type CommentText, htmlComment, plainComment } from "./comment-text.ts";
import type { TicketComment } from "./ticket.ts";
import type { TicketAccount } from "./ticket-account.ts";
import { existingUserId } from "./ticket-people.ts";
import { checkedPast } from "./ticket-times.ts";

export type NewComment = Omit<TicketComment, "id" | "auditId">;

/** What a comment is if its body does not say so. */
type CommentDefaults = Pick<TicketComment, "authorId" | "createdAt" | "isPublic">;

const MAX_COMMENTS = 5000;

/** The comment in a body; undefined if there is none. Throws InvalidRecord. */
export function readComment(
  account: TicketAccount,
  sent: Json | undefined,
  defaults: CommentDefaults,
): NewComment | undefined {
  if (!isObject(sent)) return undefined;
  const author = sent["author_id"] ?? null;
  return {
    ...textIn(sent),
    authorId: author === null ? defaults.authorId : existingUserId(account, author, "author"),
    createdAt: defaults.createdAt,
    isPublic: typeof sent["public"] === "boolean" ? sent["public"] : defaults.isPublic,
  };
}

/** A comment of an imported ticket may have been written at any time since 1970. */
export function readImportedComment(
  account: TicketAccount,
  sent: Json,
  defaults: CommentDefaults,
  nowMs: number,
): NewComment | undefined {
  const comment = readComment(account, sent, defaults);
  const createdAt = isObject(sent) ? checkedPast(sent, "created_at", nowMs) : undefined;
  return comment === undefined ? undefined : { ...comment, createdAt: createdAt ?? defaults.createdAt };
}

export function checkCommentCount(count: number): void {
  if (count <= MAX_COMMENTS) return;
  throw new InvalidRecord("comment", "TooManyValues", `Comments: at most ${MAX_COMMENTS} for a ticket`);
}

function textIn({ html_body, value, body }: JsonObject): CommentText {
  const html = textOf(html_body);
  if (html !== undefined && html.trim() !== "") return htmlComment(html);
  const text = textOf(value) ?? textOf(body) ?? "";
  if (text.trim() === "") throw new InvalidRecord("comment", "BlankValue", "Comment: cannot be blank");
  return plainComment(text);
}
