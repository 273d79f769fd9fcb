import { Ajv, type ValidateFunction } from "ajv";
import { plainJsonValue } from "../json/exact-json.ts";
import type { JsonSchema } from "./json-schema.ts";

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Checks a coerced value, which is not null, against its column's schema, as a safety net below the rules. Returns what is
 * wrong, which continues a sentence that begins with the column's name and never quotes the value.
 */
export type ValueValidator = (column: string, value: unknown) => string | undefined;

/**
 * `schemaOf` gives the schema of a column; columns of one kind share one. Each is compiled when its first value
 * arrives: a single schema of 1,400 fields would overflow ajv's stack.
 */
export function valueValidator(schemaOf: (column: string) => JsonSchema | undefined): ValueValidator {
  // The schemas are made here. Validating them too would take longer than compiling them.
  const ajv = new Ajv({ allowUnionTypes: true, meta: false, validateSchema: false, formats: { date: DATE } });
  const compiled = new Map<JsonSchema, ValidateFunction>();
  return (column, value) => {
    const schema = schemaOf(column);
    if (!schema) return "is not a field of the object";
    let validate = compiled.get(schema);
    if (!validate) compiled.set(schema, (validate = ajv.compile(schema)));
    if (validate(plainJsonValue(value))) return undefined;
    return validate.errors?.[0]?.message ?? "does not conform to the object's schema";
  };
}
