import type { Held } from "../object-type.ts";
import type { FieldValues } from "../row.ts";
import type { ListMode } from "../list-mode.ts";

/** A list of what was found: its tags, or another column. Empty if it does not say. */
export function heldList(held: Held, column = "tags"): readonly string[] {
  const list = held[column];
  return Array.isArray(list) ? list.map(String) : [];
}

/** The record's list; undefined if it has no such column. */
export function givenList(values: FieldValues, column = "tags"): readonly string[] | undefined {
  const list = values[column];
  if (list === undefined) return undefined;
  return Array.isArray(list) ? list.map(String) : [];
}

export function resultingList(held: readonly string[], given: readonly string[], mode: ListMode): readonly string[] {
  switch (mode) {
    case "replace":
      return given;
    case "add":
      return [...new Set([...held, ...given])];
    case "remove":
      return held.filter((item) => !given.includes(item));
  }
}

export function holdsList(held: readonly string[], wanted: unknown, mode: ListMode): boolean {
  const items = Array.isArray(wanted) ? wanted.map(String) : [];
  if (mode === "remove") return items.every((item) => !held.includes(item));
  return items.every((item) => held.includes(item)) && (mode === "add" || held.length === new Set(items).size);
}
