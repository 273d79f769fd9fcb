import type { LookupTarget, ObjectCatalog } from "../object-catalog.ts";
import type { FieldValues, KeyValue } from "../row.ts";

/** The lookup fields of an object: custom fields that point to another thing. */
export interface LookupFields {
  /** What each column points to, in Zendesk's words. */
  readonly columns: ReadonlyMap<string, string>;
  readonly targetOf: (targetType: string) => LookupTarget | undefined;
}

export function lookupFieldsOf(
  columns: LookupFields["columns"],
  objects: Pick<ObjectCatalog, "lookupTarget">,
): LookupFields {
  return { columns, targetOf: (targetType) => objects.lookupTarget(targetType) };
}

/** How a record refers to something in a lookup field. */
export interface LookupReference {
  readonly column: string;
  readonly key: KeyValue;
  /** Undefined: it cannot be looked up. */
  readonly target: LookupTarget | undefined;
}

const NONE: readonly LookupReference[] = [];

/** Zendesk itself looks these up. Without a prefix, the value is an id. */
const KEYED = /^(external_id|name):(.*)$/s;

export function readLookupReferences(
  values: FieldValues,
  { columns, targetOf }: LookupFields,
): readonly LookupReference[] {
  let references = NONE;
  for (const [column, targetType] of columns) {
    const written = values[column];
    if (typeof written !== "string") continue;
    const [, key = "id", value = written] = KEYED.exec(written) ?? [];
    references = [...references, { column, key: { column: key, value }, target: targetOf(targetType) }];
  }
  return references;
}
