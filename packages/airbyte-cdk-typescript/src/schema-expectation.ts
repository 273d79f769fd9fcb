import { isJsonObject } from "./exact-json.ts";

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  null: "null",
};

/** What a value must be to fit the schema, in words that follow "must be": `a whole number from 1 to 100000`. */
export function expectation(schema: unknown): string {
  if (!isJsonObject(schema)) return "left out";
  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return oneOfValues(schema["enum"]);
  const types: unknown[] = [schema["type"] ?? []].flat();
  const kinds = types.map((type) => TYPE_NAMES[String(type)] ?? String(type));
  const kind = kinds.join(" or ") || "valid";
  const restrictions = limits(schema).join(" and ");
  return restrictions === "" ? kind : `${kind} ${restrictions}`;
}

export function oneOfValues(values: readonly unknown[]): string {
  const listed = values.map((value) => JSON.stringify(value)).join(", ");
  return values.length === 1 ? listed : `one of ${listed}`;
}

function limits(schema: Readonly<Record<string, unknown>>): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  return [
    ...(typeof schema["exclusiveMinimum"] === "number" ? [`above ${schema["exclusiveMinimum"]}`] : []),
    ...(typeof schema["exclusiveMaximum"] === "number" ? [`below ${schema["exclusiveMaximum"]}`] : []),
    ...range(bound(minimum), bound(maximum), "from", ""),
    ...range(count(minLength), bound(maxLength), "of", " characters"),
    ...range(count(minItems), bound(maxItems), "of", " items"),
    ...form(schema),
  ];
}

/** Schema generators write the safe integers as limits if there are none. */
function bound(limit: unknown): number | undefined {
  return typeof limit === "number" && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : undefined;
}

/** There is a separate message for an empty text or list. */
function count(least: unknown): number | undefined {
  return least === 1 ? undefined : bound(least);
}

function range(min: number | undefined, max: number | undefined, preposition: string, unit: string): string[] {
  if (min === undefined && max === undefined) return [];
  if (min === undefined || max === undefined) {
    return [min === undefined ? `of at most ${max}${unit}` : `of at least ${min}${unit}`];
  }
  return [min === max ? `of ${min}${unit}` : `${preposition} ${min} to ${max}${unit}`];
}

/** `pattern_descriptor` is Airbyte's: the pattern as people read it. */
function form(schema: Readonly<Record<string, unknown>>): string[] {
  const { pattern, pattern_descriptor: descriptor, format } = schema;
  if (typeof descriptor === "string" && descriptor !== "") return [`like ${descriptor}`];
  if (typeof pattern === "string") return [`that matches ${pattern}`];
  return typeof format === "string" ? [`in the format ${format}`] : [];
}
