import { Ajv, type ErrorObject } from "ajv";
import { plainJsonValue } from "./json-number.ts";
import type { JsonSchema } from "./json-schema.ts";

interface SchemaViolation {
  readonly column: string;
  /** Reads on after the column's name, and never quotes the value. */
  readonly problem: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Holds a coerced record (flat columns) against its object's schema: the net below the rules. Nulls are not looked at. */
export type RecordValidator = (record: Readonly<Record<string, unknown>>) => SchemaViolation | undefined;

export function recordValidator(schema: JsonSchema): RecordValidator {
  // The schema is made here from an account's fields. To check it as well would take longer than to compile it.
  const ajv = new Ajv({ allowUnionTypes: true, meta: false, validateSchema: false, formats: { date: DATE } });
  const validate = ajv.compile(schema);
  return (record) => {
    const present = Object.entries(record).filter(([, value]) => value !== null);
    const plain = Object.fromEntries(present.map(([column, value]) => [column, plainJsonValue(value)]));
    const error = validate(plain) ? undefined : validate.errors?.[0];
    return error && violation(error);
  };
}

function violation({ instancePath, keyword, message, params }: ErrorObject): SchemaViolation {
  if (keyword === "additionalProperties") {
    return { column: String(params["additionalProperty"]), problem: "is no field of the object" };
  }
  // A JSON pointer (RFC 6901) whose first part is the column.
  const column = (instancePath.split("/")[1] ?? "").replaceAll("~1", "/").replaceAll("~0", "~");
  return { column, problem: message ?? "does not conform to the object's schema" };
}
