import { badRequest, notSimulated, type Refusal } from "../refusal.ts";

/** A term of a search, in lower case. Without a property, it is a word to be found anywhere. */
export interface QueryTerm {
  readonly property: string | undefined;
  readonly value: string;
}

const TERM = /(?:(?<property>[a-z_]+):)?(?:"(?<quoted>[^"]*)"|(?<plain>[^\s":<>]+))(?=\s|$)/y;

/**
 * Reads words and `property:value` terms, a part of Zendesk's search language. Throws for any other search, so that a
 * client never takes "not understood" for "not found".
 */
export function parseQuery(text: string): readonly QueryTerm[] {
  const terms: QueryTerm[] = [];
  let rest = text.trim();
  if (rest === "") throw badRequest("ParameterMissing", "Required parameter missing: query");
  while (rest !== "") {
    TERM.lastIndex = 0;
    const match = TERM.exec(rest);
    const { property, quoted, plain = quoted ?? "" } = match?.groups ?? {};
    if (match === null || plain.trim() === "" || /[*?]|^-|^(?:OR|AND|NOT)$/.test(plain)) throw notUnderstood(rest);
    terms.push({ property, value: plain.toLowerCase() });
    rest = rest.slice(match[0].length).trim();
  }
  return terms;
}

export function notUnderstood(text: string): Refusal {
  return notSimulated(`the search "${text}"`);
}

/** Whether the text has all words of the value, whatever their order. */
export function hasWords(text: string, value: string): boolean {
  const words = new Set(wordsOf(text));
  return wordsOf(value).every((word) => words.has(word));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
