import type { FieldDefinition, FieldType } from "./field-definition.ts";
import type { JsonSchema } from "./json-schema.ts";

/** An account may have 500,000, and the catalog shows each object four times. */
const MAX_OPTIONS = 10_000;

/**
 * The JSON Schema of an object, as `discover` shows it: the `standard` columns, and a column `<prefix>.<key>` for each
 * active custom field. It is flat, because Airbyte maps only top-level properties.
 */
export function objectSchema(
  standard: Readonly<Record<string, JsonSchema>>,
  customFieldPrefix: string,
  definitions: readonly FieldDefinition[],
): JsonSchema {
  const listed = new ListedOptions();
  const custom = definitions
    .filter(({ active }) => active)
    .map((each) => [`${customFieldPrefix}.${each.key}`, customFieldSchema(each, listed.of(each))] as const);
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    properties: { ...standard, ...Object.fromEntries(custom) },
    additionalProperties: false,
  };
}

/**
 * What a custom field's value must look like after its rule: one schema object per type. The schema does not check that
 * the value is one of the field's options, because the rule has taken it from them.
 */
export function valueSchema(type: string): JsonSchema {
  return isDescribed(type) ? DESCRIPTIONS[type] : ANYTHING;
}

const ANYTHING: JsonSchema = {};

function customFieldSchema({ title, type }: FieldDefinition, options: readonly string[]): JsonSchema {
  const known = isDescribed(type) ? DESCRIPTIONS[type] : undefined;
  if (!known) return { title, description: `Zendesk type ${type}: written as received` };
  // JSON Schema has no empty enum. A dropdown without options accepts nothing, as its rule says.
  if (options.length === 0) return { title, ...known };
  return type === "multiselect"
    ? { title, ...known, items: { type: "string", enum: options } }
    : { title, ...known, enum: options };
}

const DESCRIPTIONS: Readonly<Record<FieldType, JsonSchema>> = {
  text: { type: "string", description: "Text" },
  textarea: { type: "string", description: "Multi-line text" },
  checkbox: { type: "boolean", description: "Checkbox" },
  date: { type: "string", format: "date", description: "Date, or a timestamp from which the day is taken" },
  integer: { type: "integer", description: "Whole number" },
  decimal: {
    type: "number",
    description: "Decimal number, rounded to the number of places in the connector's settings",
  },
  regexp: { type: "string", description: "Text that matches the field's pattern" },
  dropdown: { type: "string", description: "An option's value or label" },
  multiselect: {
    type: "array",
    items: { type: "string" },
    description: "A list of option values or labels",
  },
  lookup: { type: "string", description: "The Zendesk id or external id of the record it points to" },
  currency: { type: "number", description: "Amount of money, with all its digits" },
  parent: { type: "string", description: "The Zendesk id or external id of the parent record" },
};

function isDescribed(type: string): type is FieldType {
  return Object.hasOwn(DESCRIPTIONS, type);
}

/** The options that are shown: all of a field's or none, until the schema has as many as readers can handle. */
class ListedOptions {
  #room = MAX_OPTIONS;

  of({ options = [], type }: FieldDefinition): readonly string[] {
    if (type !== "dropdown" && type !== "multiselect") return [];
    const values = [...new Set(Array.from(options, ({ value }) => value))];
    if (values.length > this.#room) return [];
    this.#room -= values.length;
    return values;
  }
}
