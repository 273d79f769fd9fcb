/** How the items of one notation are written. */
export interface ItemNotation {
  /** Characters that end an item. */
  readonly separators: string;
  /** What a backslash and this character mean in quotes; undefined if unknown. Without this, a backslash is literal. */
  readonly unescape?: (character: string) => string | undefined;
  /** Items without quotes that mean "no item", in lower case. */
  readonly nulls?: readonly string[];
  /** What else an item without quotes must not contain: separators of other notations. */
  readonly foreign?: RegExp;
  /** Whether an item without quotes may contain quotes, brackets and braces. */
  readonly isLoose?: boolean;
}

interface Quoted {
  readonly text: string;
  readonly end: number;
}

/**
 * The items of a text, trimmed, without blank ones. A quoted item may contain separators. Undefined if quotes or
 * brackets do not match. A loop instead of a pattern, because values may be megabytes long.
 */
export function splitItems(text: string, notation: ItemNotation): readonly string[] | undefined {
  const { foreign, isLoose = false, nulls = [], separators } = notation;
  const items: string[] = [];
  for (let at = 0; at <= text.length; at++) {
    at = skipBlanks(text, at, separators);
    if (text[at] === '"' || text[at] === "'") {
      const quoted = readQuoted(text, at, notation);
      if (!quoted) return undefined;
      items.push(quoted.text);
      at = skipBlanks(text, quoted.end, separators);
      if (at < text.length && !isOneOf(separators, text[at])) return undefined;
      continue;
    }
    const start = at;
    while (at < text.length && !isOneOf(separators, text[at])) at += 1;
    const item = text.slice(start, at);
    if (!isLoose && (/["'[\](){}]/.test(item) || foreign?.test(item))) return undefined;
    if (!nulls.includes(item.trim().toLowerCase())) items.push(item);
  }
  return items.map((item) => item.trim()).filter((item) => item !== "");
}

function readQuoted(text: string, start: number, { unescape }: ItemNotation): Quoted | undefined {
  const quote = text[start];
  let content = "";
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "\\" && unescape) {
      at += 1;
      const meant = unescape(text[at] ?? "");
      if (meant === undefined) return undefined;
      content += meant;
    } else if (character !== quote) {
      content += character;
    } else if (!unescape && text[at + 1] === quote) {
      // CSV and SQL double a quote inside quotes.
      content += quote;
      at += 1;
    } else {
      return { text: content, end: at + 1 };
    }
  }
  return undefined;
}

function skipBlanks(text: string, start: number, separators: string): number {
  let at = start;
  while (at < text.length && /\s/.test(text[at] ?? "") && !isOneOf(separators, text[at])) at += 1;
  return at;
}

function isOneOf(separators: string, character: string | undefined): boolean {
  return character !== undefined && separators.includes(character);
}
