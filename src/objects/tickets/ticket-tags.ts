import type { ZendeskTicket } from "../../zendesk/resources/tickets.ts";
import type { Draft } from "../object-type.ts";
import type { TagsMode } from "../tags-mode.ts";
import { resultingTags, tagsOf } from "../write/tags.ts";

/** Zendesk shows the chosen options of custom fields among the tags. They are not what a record's tags are compared with. */
export function withOwnTags(ticket: ZendeskTicket): ZendeskTicket {
  const options = new Set(optionTags(ticket));
  return { ...ticket, tags: ticket.tags.filter((tag) => !options.has(tag)), all_tags: ticket.tags };
}

function optionTags({ custom_fields }: Pick<ZendeskTicket, "custom_fields">): readonly string[] {
  return custom_fields.flatMap(({ value }) => (Array.isArray(value) ? value.map(String) : textIn(value)));
}

function textIn(value: unknown): readonly string[] {
  return typeof value === "string" ? [value] : [];
}

/** The tags of a request. In bulk updates Zendesk adds and removes tags itself. */
export function tagsPart(
  { held, values }: Draft<ZendeskTicket>,
  mode: TagsMode,
): Readonly<Record<string, readonly string[]>> {
  const tags = tagsOf(values);
  if (!tags) return {};
  if (!held) return { tags: resultingTags([], tags, mode) };
  switch (mode) {
    case "add":
      return { additional_tags: tags };
    case "remove":
      return { remove_tags: tags };
    case "replace":
      return { tags: [...new Set([...tags, ...keptOptions(held, values)])] };
  }
}

/**
 * Removing the tag of a field's option empties the field. So the tags of fields that the record does not have are kept.
 */
function keptOptions(held: ZendeskTicket, values: Draft["values"]): readonly string[] {
  const shown = Array.isArray(held["all_tags"]) ? held["all_tags"] : [];
  const untouched = held.custom_fields.filter(({ id }) => values[`custom_fields.${id}`] === undefined);
  return optionTags({ custom_fields: untouched }).filter((tag) => shown.includes(tag));
}
