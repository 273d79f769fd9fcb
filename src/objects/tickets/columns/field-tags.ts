import type { ZendeskClient } from "../../../zendesk/http/client.ts";
import { type ListedField, listTicketFields } from "../../../zendesk/resources/field-definitions.ts";
import type { ZendeskTicket } from "../../../zendesk/resources/tickets.ts";
import type { FieldValues } from "../../row.ts";

/**
 * The tags that a ticket has because of its custom fields: the chosen options, and the tags of checked checkboxes. They
 * are not what a record's tags are compared with, and removing one empties its field.
 */
export class FieldTags {
  #fields: ReadonlyMap<string, ListedField> | undefined;

  /** The account's custom fields, which must be listed before any ticket is compared or written. */
  async listFields(client: ZendeskClient): ReturnType<typeof listTicketFields> {
    const fields = await listTicketFields(client);
    this.#fields = new Map(fields.map((field) => [field.key, field]));
    return fields;
  }

  /** The ticket without these tags. */
  withOwnTags(ticket: ZendeskTicket): ZendeskTicket {
    const tags = new Set(ticket.custom_fields.flatMap(({ id, value }) => this.#tagsOf(String(id), value)));
    return { ...ticket, tags: ticket.tags.filter((tag) => !tags.has(tag)) };
  }

  /** The tags of the fields as they will be once the values are written. */
  after({ custom_fields }: ZendeskTicket, values: FieldValues): readonly string[] {
    return custom_fields.flatMap(({ id, value }) => {
      const written = values[`custom_fields.${id}`];
      return this.#tagsOf(String(id), written === undefined ? value : written);
    });
  }

  #tagsOf(id: string, value: unknown): readonly string[] {
    if (!this.#fields) throw new Error("the custom fields of tickets were not listed");
    const field = this.#fields.get(id);
    if (field?.type === "checkbox") return value === true && field.tag !== undefined ? [field.tag] : [];
    if (field?.type !== "dropdown" && field?.type !== "multiselect") return [];
    return [value].flat().filter((option) => typeof option === "string");
  }
}
