import { Big } from "big.js";

// There is only one way to match any text, so there is no backtracking: values may be megabytes long.
const DECIMAL_NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Reads a number without rounding it to a double. Undefined for anything that is not a plain number: digits other than
 * 0–9, thousands separators (half of the world reads `1,234` as 1.234), currency signs, hexadecimal, NaN.
 *
 * The result may be as large as 1e999999999: check its `e` before writing it out.
 */
export function parseNumber(text: string): Big | undefined {
  const trimmed = text.trim();
  if (!DECIMAL_NUMBER.test(trimmed)) return undefined;
  return new Big(trimmed.startsWith("+") ? trimmed.slice(1) : trimmed);
}

/** All digits without an exponent; undefined if there would be more than `most` before or after the point. */
export function plainDigits(number: Big, most: number): string | undefined {
  if (number.e >= most || number.e < -most || number.c.length > 2 * most) return undefined;
  return number.eq(0) ? "0" : number.toFixed();
}

/** The digits of a whole number of at most 19 digits (Zendesk's integers are int64); undefined for anything else. */
export function wholeDigits(number: Big): string | undefined {
  const isWhole = number.c.length <= number.e + 1;
  const digits = isWhole || number.eq(0) ? plainDigits(number, 19) : undefined;
  return digits !== undefined && BigInt.asIntN(64, BigInt(digits)) === BigInt(digits) ? digits : undefined;
}
