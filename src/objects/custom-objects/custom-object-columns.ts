import { type Column, column, textColumn } from "../../fields/column.ts";
import { externalId, nameKey } from "../../fields/keys.ts";
import { recordId } from "../../fields/record-id.ts";

/** The columns of a record that the connector writes, without custom fields (Zendesk: Custom Object Records API). */
export const RECORD_COLUMNS: Readonly<Record<string, Column>> = {
  id: column({ type: "string", title: "Zendesk id", description: "Zendesk's own id, for matching only" }, recordId),
  external_id: column(
    { type: "string", title: "External id", description: "The record's key in your systems. Case matters" },
    externalId,
  ),
  name: textColumn({ type: "string", title: "Name", description: "Required to create a record" }),
};

/** A name by which records are found must be a usable key. */
export const UNIQUE_NAME: Column = {
  ...column({ type: "string", title: "Name", description: "Unique. Required to create a record" }, nameKey),
  isText: true,
};

export const UNWRITTEN_ID = [
  "id",
  "a source's own id is not Zendesk's; to match records by it, map it to external_id",
] as const;

export const UNWRITTEN_NAME = ["name", "Zendesk numbers the names of these records itself"] as const;
