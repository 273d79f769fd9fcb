import { type Column, column, textColumn } from "../../fields/column.ts";
import { externalId, nameKey } from "../../fields/keys.ts";
import { recordId } from "../../fields/record-id.ts";
import type { CustomObjectDefinition } from "../../zendesk/resources/custom-object-definitions.ts";
import { RECORD_FIELDS } from "./record-body.ts";

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
const UNIQUE_NAME: Column = {
  ...column({ type: "string", title: "Name", description: "Unique. Required to create a record" }, nameKey),
  isText: true,
};

const UNWRITTEN_ID = [
  "id",
  "a source's own id is not Zendesk's; to match records by it, map it to external_id",
] as const;

const UNWRITTEN_NAME = ["name", "Zendesk numbers the names of these records itself"] as const;

export function recordColumns({ hasUniqueNames }: CustomObjectDefinition): Readonly<Record<string, Column>> {
  return hasUniqueNames ? { ...RECORD_COLUMNS, name: UNIQUE_NAME } : RECORD_COLUMNS;
}

export function unwrittenColumns({ hasAutonumberedNames }: CustomObjectDefinition): ReadonlyMap<string, string> {
  return new Map([UNWRITTEN_ID, ...(hasAutonumberedNames ? [UNWRITTEN_NAME] : [])]);
}

/** Names are a key only where they are unique. */
export function unfitKeys({ hasUniqueNames }: CustomObjectDefinition): ReadonlyMap<string, string> {
  return new Map(hasUniqueNames ? [] : [["name", WHY_NAME_IS_UNFIT]]);
}

const WHY_NAME_IS_UNFIT =
  "its names are not unique; an admin can make them so in the settings of the object's name field";

/** Columns without which Zendesk creates no record. */
export function requiredColumns({ fields, hasAutonumberedNames }: CustomObjectDefinition): readonly string[] {
  const required = fields.filter(({ active, isRequired, type }) => active && (isRequired || type === "parent"));
  const columns = required.map(({ key }) => `${RECORD_FIELDS.prefix}.${key}`);
  return hasAutonumberedNames ? columns : ["name", ...columns];
}

/** Zendesk shows the id of what a record names in them by another key. */
export function lookupColumns({ fields }: CustomObjectDefinition): readonly string[] {
  const lookups = fields.filter(({ relationshipTargetType }) => relationshipTargetType !== undefined);
  return lookups.map(({ key }) => `${RECORD_FIELDS.prefix}.${key}`);
}
