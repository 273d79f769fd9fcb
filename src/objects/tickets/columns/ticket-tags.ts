import type { ZendeskTicket } from "../../../zendesk/resources/tickets.ts";
import type { Draft } from "../../object-type.ts";
import type { ListMode } from "../../list-mode.ts";
import { resultingList, givenList } from "../../write/lists.ts";
import type { FieldTags } from "./field-tags.ts";

/** The tags of a request. In bulk updates Zendesk adds and removes tags itself. */
export function tagsPart(
  { held, values }: Draft<ZendeskTicket>,
  mode: ListMode,
  fieldTags: FieldTags,
): Readonly<Record<string, readonly string[]>> {
  const tags = givenList(values);
  if (!tags) return {};
  if (!held) return { tags: resultingList([], tags, mode) };
  switch (mode) {
    case "add":
      return { additional_tags: tags };
    case "remove":
      return { remove_tags: tags };
    case "replace":
      // Without the tags of its fields, the fields would be emptied.
      return { tags: [...new Set([...tags, ...fieldTags.after(held, values)])] };
  }
}
