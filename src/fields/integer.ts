import { parseNumber, wholeDigits } from "./exact-number.ts";
import { wholeJsonNumber } from "../json/exact-json.ts";
import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";

/** A whole number in any notation: 42, 42.0, 4.2e1, `" 42 "`. Beyond 2^53, every digit is kept. */
export function integer(value: unknown): Coerced {
  // `+ 0` turns -0 into 0.
  if (Number.isSafeInteger(value)) return { value: Number(value) + 0 };
  const written = typeof value === "boolean" ? undefined : scalarText(value);
  if (written === undefined) return invalidKind(value, "a whole number");
  if (written.trim() === "") return BLANK;
  const number = parseNumber(written);
  if (!number) return { invalid: "is not a number; give digits without separators or units" };
  const digits = wholeDigits(number);
  return digits === undefined
    ? { invalid: "is not a 64-bit integer; round it in the source, or use a decimal field" }
    : { value: wholeJsonNumber(digits) };
}
