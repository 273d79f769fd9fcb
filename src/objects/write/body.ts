import type { FieldValues } from "../row.ts";

/** A record's values as Zendesk's requests take them: custom fields in an object of their own. */
export function nestCustomFields(values: FieldValues, prefix: string): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const custom: [string, unknown][] = [];
  for (const [column, value] of Object.entries(values)) {
    if (column.startsWith(`${prefix}.`)) custom.push([column.slice(prefix.length + 1), value]);
    else body[column] = value;
  }
  if (custom.length > 0) body[prefix] = Object.fromEntries(custom);
  return body;
}
