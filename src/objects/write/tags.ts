import type { Held } from "../object-type.ts";
import type { FieldValues } from "../row.ts";
import type { TagsMode } from "../tags-mode.ts";

/** None where what was found does not say. */
export function heldTags({ tags }: Held): readonly string[] {
  return Array.isArray(tags) ? tags.map(String) : [];
}

/** The record's tags; undefined where it has no such column. */
export function tagsOf({ tags }: FieldValues): readonly string[] | undefined {
  if (tags === undefined) return undefined;
  return Array.isArray(tags) ? tags.map(String) : [];
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
