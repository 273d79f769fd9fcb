import { columnsOfKey } from "./keys.ts";
import type { ObjectType } from "./object-type.ts";

/** Whether a null may empty the column, if the settings say that nulls do. Lists are emptied only where they are replaced. */
export function isClearable(
  { keys, lists, neverCleared }: Pick<ObjectType, "keys" | "lists" | "neverCleared">,
  column: string,
): boolean {
  const isKept = lists !== undefined && lists.mode !== "replace" && lists.columns.includes(column);
  return !isKept && !neverCleared?.has(column) && !keys.some((key) => columnsOfKey(key).includes(column));
}
