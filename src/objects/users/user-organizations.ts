import { numberText } from "../../json/exact-json.ts";
import type { Resolved, WriteContext } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";
import type { Rejection } from "../rejection.ts";
import type { Reference, References } from "../references/references.ts";
import { type FieldValues, type Row, without } from "../row.ts";

/**
 * Puts `organization_id` in place of what a record says of an organization. One that does not exist rejects the
 * record before anything of it is written.
 */
export async function resolveOrganizations(
  rows: readonly Row[],
  organizations: References,
  context: WriteContext,
): Promise<ReadonlyMap<Row, Resolved>> {
  const placed = rows.map((row) => ({ row, reference: referenceOf(row.values) }));
  const references = placed.flatMap(({ reference }) => reference ?? []);
  const ids = await organizations.idsOf(references, context);
  const idOf = new Map(references.map((reference, index) => [reference, ids[index]]));
  return new Map(placed.map(({ row, reference }) => [row, place(row.values, reference, idOf)]));
}

function place(
  values: FieldValues,
  reference: Reference | undefined,
  idOf: ReadonlyMap<Reference, ZendeskId | undefined>,
): Resolved {
  if (!reference) {
    const isCleared = values["organization"] === null || values["organization_id"] === null;
    return {
      values: { ...without(values, "organization", "organization_id"), ...(isCleared && { organization_id: null }) },
    };
  }
  const id = idOf.get(reference);
  if (id !== undefined) return { values: { ...without(values, "organization"), organization_id: id } };
  const field =
    values["organization_id"] === undefined || values["organization_id"] === null ? "organization" : "organization_id";
  return { rejection: missingOrganization(field, reference.column) };
}

export function missingOrganization(field: "organization" | "organization_id", column = "key"): Rejection {
  return {
    reason: "not_found",
    field,
    message: `Zendesk has no organization with the ${column} that the record names. Create it there first, or correct the record.`,
  };
}

/** `organization_id` before `organization`, whose rule leaves exactly one key in it. */
function referenceOf(values: FieldValues): Reference | undefined {
  const { organization_id: id, organization } = values;
  if (id !== undefined && id !== null) return { column: "id", value: textOf(id) };
  if (typeof organization !== "object" || organization === null) return undefined;
  const [[column, value] = []] = Object.entries(organization);
  return column === "id" || column === "external_id" || column === "name"
    ? { column, value: textOf(value) }
    : undefined;
}

function textOf(value: unknown): string {
  return numberText(value) ?? String(value);
}
