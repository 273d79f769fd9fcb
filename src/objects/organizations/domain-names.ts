import { textList } from "../../fields/text-list.ts";
import { BLANK, invalidList, type Coerced } from "../../fields/value-rule.ts";

/** Domains in lower case, no duplicates. An empty list means "no domains"; blank text means no value. */
export function domainNames(value: unknown): Coerced {
  if (typeof value === "string" && value.trim() === "") return BLANK;
  const list = textList(value);
  if (!list) return invalidList(value, "a list of domains");
  return { value: [...new Set(list.map((domain) => domain.toLowerCase()))] };
}
