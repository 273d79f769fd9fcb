/** Zendesk cuts comments at the size of a MySQL TEXT column, without an error. */
const LONGEST_COMMENT_BYTES = 65_535;

export interface CommentText {
  readonly body: string;
  readonly htmlBody: string;
}

/** A comment sent as plain text; Zendesk also shows it as HTML. */
export function plainComment(text: string): CommentText {
  const body = cut(text);
  const escaped = body.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const paragraphs = escaped.split(/\n{2,}/).map((lines) => `<p dir="auto">${lines.replaceAll("\n", "<br>")}</p>`);
  return { body, htmlBody: wrapped(paragraphs.join("")) };
}

/** A comment sent as HTML. Zendesk shows it in a wrapper of its own, and as plain text. */
export function htmlComment(text: string): CommentText {
  const html = cut(text);
  const body = html
    .replaceAll(/<br\s*\/?>/gi, "\n")
    .replaceAll(/<\/(?:p|div)>/gi, "\n\n")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&amp;", "&")
    .trim();
  return { body, htmlBody: wrapped(html) };
}

function wrapped(html: string): string {
  return `<div class="zd-comment" dir="auto">${html}</div>`;
}

function cut(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= LONGEST_COMMENT_BYTES) return text;
  // A character that the limit splits is lost as a whole.
  return new TextDecoder().decode(bytes.subarray(0, LONGEST_COMMENT_BYTES), { stream: true });
}
