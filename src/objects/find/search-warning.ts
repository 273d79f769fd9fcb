import type { ObjectType } from "../object-type.ts";
import { isUnlistable } from "./find-by-key.ts";

/** What to do about records that only a search can find, by this key of one of them. */
export function searchWarning(
  { noun: { many, one } }: Pick<ObjectType, "noun">,
  { column, value }: { readonly column: string; readonly value: string },
): string {
  const cost = `That takes one request per ${one}, and Zendesk's search finds a new ${one} only after a few minutes.`;
  if (column === "external_id" && isUnlistable(value)) {
    return (
      `Some ${many} have an external_id with a comma, so they can only be found by searching for it. ${cost} One request ` +
      `finds 100 ${many} whose external_id has no comma, including new ones.`
    );
  }
  return (
    `Some ${many} can only be found by searching for their ${column}. ${cost} With external_id as the matching key, one ` +
    `request finds 100 ${many}, including new ones.`
  );
}
