import { checkbox } from "../../fields/checkbox.ts";
import { type Column, column, textColumn } from "../../fields/column.ts";
import { externalId, nameKey } from "../../fields/keys.ts";
import { domainNames } from "./domain-names.ts";
import { tags } from "../../fields/text-list.ts";
import { zendeskId } from "../../fields/zendesk-id.ts";

/** The columns of an organization that the connector writes (Zendesk: Organizations API, JSON format). */
export const ORGANIZATION_COLUMNS: Readonly<Record<string, Column>> = {
  id: column({ type: "integer", title: "Zendesk id", description: "Zendesk's own id, for matching only" }, zendeskId),
  external_id: column(
    {
      type: "string",
      title: "External id",
      description: "The organization's key in your systems. Case does not matter",
    },
    externalId,
  ),
  name: {
    ...column({ type: "string", title: "Name", description: "Unique. Required to create an organization" }, nameKey),
    isText: true,
  },
  details: textColumn({ type: "string", title: "Details" }),
  notes: textColumn({ type: "string", title: "Notes" }),
  domain_names: column(
    {
      type: "array",
      items: { type: "string" },
      title: "Domain names",
      description: "A list, or comma-separated text. The setting tags_mode applies to them too",
    },
    domainNames,
  ),
  group_id: column({ type: "integer", title: "Group id" }, zendeskId),
  shared_tickets: column({ type: "boolean", title: "Shared tickets" }, checkbox),
  shared_comments: column({ type: "boolean", title: "Shared comments" }, checkbox),
  tags: column(
    { type: "array", items: { type: "string" }, title: "Tags", description: "A list, or comma-separated text" },
    tags,
  ),
};

export const UNWRITTEN_COLUMNS: ReadonlyMap<string, string> = new Map([
  ["id", "a source's own id is not Zendesk's; to match organizations by it, map it to external_id"],
]);

/** Columns that `tags_mode` applies to. */
export const LIST_COLUMNS = ["tags", "domain_names"] as const;
