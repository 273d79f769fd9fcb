import { ConfigError } from "airbyte-cdk-typescript";
import type { StreamSetting } from "../../config/stream-setting.ts";
import type { ObjectRules } from "../../fields/object-rules.ts";
import type { ObjectType } from "../../objects/object-type.ts";
import { columnPaths, columnProblem, isSameName, suggestName } from "./column-names.ts";

/** Each field that is written, with its columns: usually one; several are joined. */
export type FieldMapping = ReadonlyMap<string, readonly string[]>;

type Entry = NonNullable<StreamSetting["fields"]>[number];

/** The mapping of a stream's entry, checked against the object and the stream's schema. Throws `ConfigError`. */
export function readMapping(setting: StreamSetting, object: ObjectType, schema: unknown): FieldMapping | undefined {
  const entries = setting.fields ?? [];
  // A form sends an empty list for a setting that was not changed.
  if (entries.length === 0) return undefined;
  const columns = columnPaths(schema);
  const reversed = looksReversed(entries, object, columns)
    ? ' The entries look reversed: "field" is the name in Zendesk, and "column" the name in the stream.'
    : "";
  const mapping = new Map<string, readonly string[]>();
  for (const { field, column } of entries) {
    const problem = fieldProblem(field, object) ?? columnProblem(column, schema);
    if (problem !== undefined) {
      throw new ConfigError(`The mapping of the stream "${setting.name}" ${problem}${reversed}`);
    }
    const earlier = mapping.get(field) ?? [];
    if (earlier.some((each) => isSameColumn(each, column, columns))) {
      throw new ConfigError(
        `The mapping of the stream "${setting.name}" has two entries for the field "${field}" and the column "${column}". ` +
          "Remove one of them.",
      );
    }
    mapping.set(field, [...earlier, column]);
  }
  return mapping;
}

/** The mapping with each field under one name, although it may be listed by its title and by its id. */
export function withColumnsOfFields(mapping: FieldMapping, rules: Pick<ObjectRules, "exactColumn">): FieldMapping {
  const groups = Map.groupBy(mapping, ([field]) => rules.exactColumn(field));
  return new Map(
    [...groups].map(([field, entries]) => [field, [...new Set(entries.flatMap(([, columns]) => columns))]]),
  );
}

/** Two names that differ in case are one column, unless the stream has both. */
function isSameColumn(one: string, other: string, columns: readonly string[]): boolean {
  return one === other || (isSameName(one, other) && !(columns.includes(one) && columns.includes(other)));
}

function fieldProblem(field: string, object: ObjectType): string | undefined {
  if (isFieldOf(object, field)) return undefined;
  const fields = Object.keys(object.columns);
  const prefix = object.customFields?.prefix;
  const custom = prefix === undefined ? "" : `If it is a custom field, write "${prefix}.${lastPart(field)}". `;
  return (
    `names the field "${field}", which ${object.noun.many} do not have. ${suggestName(field, fields)}${custom}` +
    `Use one of ${fields.join(", ")}${prefix === undefined ? "" : `, or ${prefix}.<key> for a custom field`}.`
  );
}

function lastPart(field: string): string {
  return field.slice(field.lastIndexOf(".") + 1);
}

/** Whether field and column look reversed: each has the other's kind of name. Without a schema, all columns must. */
function looksReversed(entries: readonly Entry[], object: ObjectType, columns: readonly string[]): boolean {
  const isLikeField = (name: string): boolean => isFieldOf(object, name) || isFieldOf(object, name.toLowerCase());
  const crossed = entries.filter(({ field, column }) => !isFieldOf(object, field) && isLikeField(column));
  if (columns.length === 0) return crossed.length === entries.length;
  return crossed.some(({ field }) => columns.some((each) => isSameName(each, field)));
}

function isFieldOf(object: ObjectType, name: string): boolean {
  return Object.hasOwn(object.columns, name) || object.unwritten.has(name) || isCustomField(name, object);
}

function isCustomField(field: string, { customFields }: ObjectType): boolean {
  if (!customFields) return false;
  const { prefix } = customFields;
  return field.startsWith(`${prefix}.`) && field.length > prefix.length + 1;
}
