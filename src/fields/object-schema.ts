import type { FieldDefinition, FieldOption, FieldType } from "./field-definition.ts";
import type { JsonSchema } from "./json-schema.ts";

/**
 * The JSON Schema of an object: `standard` columns, and a column `<prefix>.<key>` for each active custom field, flat
 * since Airbyte maps top-level properties only. `discover` shows it,
 * and a record must conform to it once the rules have coerced it.
 */
export function objectSchema(
  standard: Readonly<Record<string, JsonSchema>>,
  customFieldPrefix: string,
  definitions: readonly FieldDefinition[],
): JsonSchema {
  const custom = definitions
    .filter(({ active }) => active)
    .map((definition) => [`${customFieldPrefix}.${definition.key}`, customFieldSchema(definition)] as const);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: { ...standard, ...Object.fromEntries(custom) },
    additionalProperties: false,
  };
}

function customFieldSchema(definition: FieldDefinition): JsonSchema {
  const { title, type, options = [] } = definition;
  const known = isDescribed(type) ? DESCRIPTIONS[type] : undefined;
  if (!known) return { title, description: `Zendesk type ${type}: written as it comes` };
  const schema = type === "dropdown" ? withOptions(known, options) : known;
  return type === "multiselect"
    ? { title, ...schema, items: withOptions({ type: "string" }, options) }
    : { title, ...schema };
}

const DESCRIPTIONS: Readonly<Record<FieldType, JsonSchema>> = {
  text: { type: "string", description: "Text" },
  textarea: { type: "string", description: "Text of several lines" },
  checkbox: { type: "boolean", description: "Checkbox" },
  date: { type: "string", format: "date", description: "Date, or a timestamp of which the day is taken" },
  integer: { type: "integer", description: "Whole number" },
  decimal: { type: "number", description: "Decimal number, rounded to the places of the connector's setting" },
  regexp: { type: "string", description: "Text that matches the field's pattern" },
  dropdown: { type: "string", description: "One option, by its value or its label" },
  multiselect: { type: "array", description: "A list of options, by their values or labels" },
  lookup: { type: "string", description: "The Zendesk id of the record it points at" },
};

function isDescribed(type: string): type is FieldType {
  return Object.hasOwn(DESCRIPTIONS, type);
}

/** JSON Schema has no empty enum; a dropdown without options takes nothing, as its rule says. */
function withOptions(schema: JsonSchema, options: readonly FieldOption[]): JsonSchema {
  return options.length === 0 ? schema : { ...schema, enum: [...new Set(options.map(({ value }) => value))] };
}
