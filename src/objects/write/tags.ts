import type { Held } from "../object-type.ts";
import type { FieldValues } from "../row.ts";
import type { TagsMode } from "../tags-mode.ts";

/** The tags of what was found, or its list in another column. Empty if it does not say. */
export function heldTags(held: Held, column = "tags"): readonly string[] {
  const list = held[column];
  return Array.isArray(list) ? list.map(String) : [];
}

/** The record's tags, or its list in another column; undefined if it has no such column. */
export function tagsOf(values: FieldValues, column = "tags"): readonly string[] | undefined {
  const list = values[column];
  if (list === undefined) return undefined;
  return Array.isArray(list) ? list.map(String) : [];
}

export function resultingTags(held: readonly string[], given: readonly string[], mode: TagsMode): readonly string[] {
  switch (mode) {
    case "replace":
      return given;
    case "add":
      return [...new Set([...held, ...given])];
    case "remove":
      return held.filter((tag) => !given.includes(tag));
  }
}

export function holdsTags(held: readonly string[], wanted: unknown, mode: TagsMode): boolean {
  const tags = Array.isArray(wanted) ? wanted.map(String) : [];
  if (mode === "remove") return tags.every((tag) => !held.includes(tag));
  return tags.every((tag) => held.includes(tag)) && (mode === "add" || held.length === new Set(tags).size);
}
