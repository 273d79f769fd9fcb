import { z } from "zod";
import type { FieldChange } from "../outcome.ts";
import type { FieldValues } from "../row.ts";

/** The setting that every object with tags obeys. */
export const TAGS_SETTINGS = {
  tags_mode: z.enum(["add", "replace", "remove"]).default("add").meta({
    title: "Tags",
    description: "Whether a record's tags are added to the tags in Zendesk, replace them, or are removed from them.",
  }),
};

/** What becomes of the tags that something has: Zendesk itself can only replace them all. */
export type TagsMode = z.output<(typeof TAGS_SETTINGS)["tags_mode"]>;

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

/** In a dry run: what a record's tags would change; undefined for any other column. */
export function describeTagsChange(
  held: readonly string[],
  column: string,
  value: unknown,
  mode: TagsMode,
): FieldChange | undefined {
  if (column !== "tags" || !Array.isArray(value)) return undefined;
  return { field: column, before: held, after: resultingTags(held, value.map(String), mode) };
}
