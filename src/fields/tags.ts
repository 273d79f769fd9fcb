import { textList } from "./text-list.ts";
import { BLANK, invalidList, type Coerced } from "./value-rule.ts";

/**
 * Tags as Zendesk keeps them: lower case, no duplicates. Zendesk splits at a space, so "nice person" would become the
 * tags `nice` and `person` (https://github.com/zendesk/zendesk_api_client_rb/issues/156): underscores keep it one. An
 * empty list means "no tags"; blank text means no value.
 */
export function tags(value: unknown): Coerced {
  if (typeof value === "string" && value.trim() === "") return BLANK;
  const list = textList(value);
  if (!list || (typeof value === "string" && list.some(isPartOfList))) return invalidList(value, "a list of tags");
  return { value: [...new Set(list.map((tag) => tag.toLowerCase().replaceAll(/\s+/g, "_")))] };
}

/** A bracket that opens in one item and ends in another is of a list in a notation that was not read: `(a, b)`, `List(a, b)`. */
function isPartOfList(item: string): boolean {
  return ["()", "[]", "{}"].some(([open = "", close = ""]) => item.lastIndexOf(open) > item.lastIndexOf(close));
}
