import * as fc from "fast-check";
import { type JsonText, object, oddValue } from "../json-texts.ts";

/** Values of columns as an ordinary source sends them. */
export type Columns = Readonly<Record<string, fc.Arbitrary<JsonText>>>;

/** So few that records often share one. */
export const serial = fc.nat({ max: 30 });

export const text = (value: string): JsonText => JSON.stringify(value);
export const oneOf = (...values: readonly JsonText[]): fc.Arbitrary<JsonText> => fc.constantFrom(...values);

const ODD_NAMES = ["__proto__", "constructor", "toString", "", "user_fields.", "user_fields.__proto__", "shoe_size"];

/** Most records can be written: they have what `own` gives, and nothing unusual. Some columns occur twice. */
export function dataOf(
  columns: Columns,
  own: fc.Arbitrary<readonly (readonly [string, JsonText])[]>,
): fc.Arbitrary<JsonText> {
  const good = fc
    .constantFrom(...Object.entries(columns))
    .chain(([column, values]) => values.map((value) => [column, value] as const));
  const odd = fc.tuple(fc.oneof(fc.constantFrom(...Object.keys(columns)), fc.constantFrom(...ODD_NAMES)), oddValue);
  const more = fc.array(fc.oneof({ weight: 20, arbitrary: good }, { weight: 1, arbitrary: odd }), { maxLength: 8 });
  return fc.tuple(own, more).map(([given, others]) => object(...given, ...others));
}
