import type { FieldSet } from "../fields/field-set.ts";
import { isObject, type Json } from "../json.ts";

/**
 * Properties that Zendesk drops without an error; it names them in the header `x-zendesk-api-warn` and nowhere else.
 * `root` is the request's name for the records: "users" or "user".
 */
export function unpermittedKeys(
  records: readonly Json[],
  root: string,
  attributes: ReadonlySet<string>,
  fields: FieldSet,
): string[] {
  const found = new Set<string>();
  for (const record of records) {
    if (!isObject(record)) continue;
    for (const key of Object.keys(record)) if (!attributes.has(key)) found.add(`${root}.${key}`);
    const values = record[fields.resource];
    if (!isObject(values)) continue;
    for (const key of Object.keys(values)) {
      if (!fields.isWritable(key)) found.add(`${root}.${fields.resource}.${key}`);
    }
  }
  return [...found];
}
