import { numberText } from "../json/exact-json.ts";

/**
 * The result for one value: what Zendesk gets (`null` for a blank value, which counts as missing), or what is wrong
 * with it. `invalid` continues a sentence that begins with the field's name ("is not a valid date; …") and says what
 * would be valid. It never quotes the value, which may be personal data.
 */
export type Coerced = Accepted | { readonly invalid: string };

interface Accepted {
  readonly value: unknown;
  /** Parts of the value that are not written, each with the reason. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

/**
 * Takes any JSON value except null. A number whose digits a double would lose arrives and leaves as a `JSON.rawJSON`
 * object.
 */
export type ValueRule = (value: unknown) => Coerced;

export const BLANK: Coerced = { value: null };

const KINDS: Readonly<Record<string, string>> = { object: "an object", boolean: "a boolean", string: "text" };

/** Says what was found instead of a single value, and how to correct the mapping. */
export function invalidKind(value: unknown, wanted: string): Coerced {
  const kind = Array.isArray(value) ? "a list" : numberText(value) ? "a number" : KINDS[typeof value];
  return { invalid: `is ${kind}, but Zendesk expects ${wanted}; map a column that contains ${wanted}` };
}

/** The same for a list. */
export function invalidList(value: unknown, wanted: string): Coerced {
  return typeof value === "string"
    ? {
        invalid: `looks like a list but cannot be read as one; give ${wanted}, or separate the items with commas`,
      }
    : invalidKind(value, `${wanted}, each a single value`);
}
