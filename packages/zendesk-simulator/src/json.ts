/** A number too long for a double, kept as its digits (what `JSON.rawJSON` makes). */
export interface ExactNumber {
  readonly rawJSON: string;
}

export type Json = string | number | boolean | null | ExactNumber | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

interface ExactJson {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): Json;
  rawJSON(text: string): ExactNumber;
  isRawJSON(value: unknown): value is ExactNumber;
}

// The proposal "JSON.parse source text access": in Node since 21, not yet in TypeScript's libraries.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const exactJson = JSON as unknown as ExactJson;

/** A double always holds 15 digits; the point may be among them. */
const MAY_LOSE_DIGITS = /[\d.]{16}/;

/** Parses JSON so that writing it again gives back every number's digits. Throws SyntaxError. */
export function parseExactly(text: string): Json {
  if (!MAY_LOSE_DIGITS.test(text)) return parseJson(text);
  return exactJson.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined ? exactNumber(source) : value,
  );
}

/** For text whose numbers are known to be short. Throws SyntaxError. */
function parseJson(text: string): Json {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON.parse makes nothing else
  return JSON.parse(text) as Json;
}

/** A number that is written with exactly these digits if they are more than a double holds. They must be valid JSON. */
export function exactNumber(digits: string): number | ExactNumber {
  const value = Number(digits);
  return String(value) === digits || !MAY_LOSE_DIGITS.test(digits) ? value : exactJson.rawJSON(digits);
}

function isExactNumber(value: unknown): value is ExactNumber {
  return exactJson.isRawJSON(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A string or number as text, digits intact; undefined for anything else. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return isExactNumber(value) ? value.rawJSON : undefined;
}
