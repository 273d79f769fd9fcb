import { Ajv, type ValidateFunction } from "ajv";
import { plainJsonValue } from "../json/exact-json.ts";
import type { JsonSchema } from "./json-schema.ts";

interface SchemaViolation {
  readonly column: string;
  /** Continues a sentence that begins with the column's name, and never quotes the value. */
  readonly problem: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Checks a coerced record (flat columns) against its object's schema, as a safety net below the rules. Ignores nulls.
 */
export type RecordValidator = (record: Readonly<Record<string, unknown>>) => SchemaViolation | undefined;

/**
 * `schemaOf` gives the schema of a column; columns of one kind share one. Each is compiled when its first value
 * arrives: a single schema of 1,400 fields would overflow ajv's stack.
 */
export function recordValidator(schemaOf: (column: string) => JsonSchema | undefined): RecordValidator {
  // The schemas are made here. Validating them too would take longer than compiling them.
  const ajv = new Ajv({ allowUnionTypes: true, meta: false, validateSchema: false, formats: { date: DATE } });
  const compiled = new Map<JsonSchema, ValidateFunction>();
  return (record) => {
    for (const [column, value] of Object.entries(record)) {
      if (value === null) continue;
      const schema = schemaOf(column);
      if (!schema) return { column, problem: "is not a field of the object" };
      const validate = compiled.get(schema) ?? ajv.compile(schema);
      compiled.set(schema, validate);
      if (!validate(plainJsonValue(value))) {
        return { column, problem: validate.errors?.[0]?.message ?? "does not conform to the object's schema" };
      }
    }
    return undefined;
  };
}
