import { textList } from "./text-list.ts";
import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";

/**
 * Tags as Zendesk keeps them: lower case, none twice. A space parts two tags for Zendesk, so that "nice person" would
 * become the tags `nice` and `person` (https://github.com/zendesk/zendesk_api_client_rb/issues/156): underscores keep
 * it one. A list that is empty says "no tags"; blank text says nothing.
 */
export function tags(value: unknown): Coerced {
  if (typeof value === "string" && value.trim() === "") return BLANK;
  const list = textList(value);
  if (!list) return invalidKind(value, "a list of tags (or text parted by commas)");
  return { value: [...new Set(list.map((tag) => tag.toLowerCase().replaceAll(/\s+/g, "_")))] };
}
