import { isList, type Json, textOf } from "../json.ts";

/** The whole new set of tags; undefined when none were sent. Zendesk lower-cases tags and splits them at blanks. */
export function checkedTags(value: Json | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const tags = isList(value) ? value.flatMap((tag) => (textOf(tag) ?? "").toLowerCase().split(/\s+/)) : [];
  return [...new Set(tags.filter((tag) => tag !== ""))];
}
