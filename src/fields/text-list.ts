import { parseWithNumbersAsText } from "../json/exact-json.ts";
import { type ItemNotation, splitItems } from "./list-items.ts";
import { scalarText } from "./text.ts";
import { BLANK, invalidList, type Coerced } from "./value-rule.ts";

/** What separates the items of a list that is plain text. */
export const SEPARATORS = ",;|\n";

/** Python's repr, and Java's and Spark's lists, whose items have no quotes. */
const BRACKETED: ItemNotation = { separators: ",", unescape: pythonEscape, nulls: ["none", "null"], foreign: /[;|]/ };
/** PostgreSQL: only NULL without quotes is a null, and any character may follow a backslash. */
const BRACED: ItemNotation = { separators: ",", unescape: (character) => character, nulls: ["null"] };

/**
 * The texts of a list, trimmed, without blank ones. Accepts a JSON array, or text in any notation that exports use
 * (separated text, JSON, Python, PostgreSQL). Undefined for an object, for a list that contains anything but single
 * values, and for text that looks like a list but cannot be read as one, which Zendesk would take for a single item.
 */
export function textList(value: unknown, separators = SEPARATORS): readonly string[] | undefined {
  if (Array.isArray(value)) {
    const items = value.filter((item) => item !== null).map((item) => scalarText(item)?.trim());
    return items.every((item) => item !== undefined) ? items.filter((item) => item !== "") : undefined;
  }
  const written = scalarText(value)?.trim();
  if (written === undefined) return undefined;
  if (written.startsWith("[")) return textListOfJson(written) ?? within(written, "]", BRACKETED);
  if (written.startsWith("{")) return within(written, "}", /^\{\s*'/.test(written) ? BRACKETED : BRACED);
  // A Python tuple. Text in parentheses that is not a tuple is an ordinary item.
  if (/^\(\s*["']/.test(written)) return within(written, ")", BRACKETED);
  return splitItems(written, { separators, isLoose: true });
}

/**
 * Tags as Zendesk keeps them: lower case, no duplicates. Zendesk splits at a space, so "nice person" would become the
 * tags `nice` and `person` (https://github.com/zendesk/zendesk_api_client_rb/issues/156). Underscores keep it in one
 * piece. An empty list means "no tags"; blank text means no value.
 */
export function tags(value: unknown): Coerced {
  if (typeof value === "string" && value.trim() === "") return BLANK;
  const list = textList(value);
  if (!list || (typeof value === "string" && list.some(isPartOfList))) return invalidList(value, "a list of tags");
  return { value: [...new Set(list.map((tag) => tag.toLowerCase().replaceAll(/\s+/g, "_")))] };
}

/** A bracket that opens in one item and closes in another means an unknown notation: `(a, b)`, `List(a, b)`. */
function isPartOfList(item: string): boolean {
  return ["()", "[]", "{}"].some(([open = "", close = ""]) => item.lastIndexOf(open) > item.lastIndexOf(close));
}

function textListOfJson(written: string): readonly string[] | undefined {
  try {
    const parsed = parseWithNumbersAsText(written);
    return Array.isArray(parsed) ? textList(parsed) : undefined;
  } catch {
    return undefined;
  }
}

function within(written: string, close: string, notation: ItemNotation): readonly string[] | undefined {
  return written.length > 1 && written.endsWith(close) ? splitItems(written.slice(1, -1), notation) : undefined;
}

/** Other escapes are character codes, which repr writes only for unprintable characters. */
function pythonEscape(character: string): string | undefined {
  if (["n", "r", "t"].includes(character)) return " ";
  return ["\\", "'", '"'].includes(character) ? character : undefined;
}
