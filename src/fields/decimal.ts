import { Big } from "big.js";
import { parseNumber, plainDigits } from "./exact-number.ts";
import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type Coerced, type ValueRule } from "./value-rule.ts";

/** The 10 of DECIMAL(10,2): the total number of digits. With 2 decimal places, 8 remain before the point. */
const PRECISION = 10;

/** More digits than any measurement has; 1e999999999 would fill the memory with zeros. */
const LONGEST_UNROUNDED = 100;

/**
 * DECIMAL(10, places), rounded half away from zero on the decimal digits as written: 1.005 becomes 1.01. As a double it
 * would become 1.00. Null keeps every digit as received.
 */
export function decimal(places: number | null, onRounded?: () => void): ValueRule {
  return (value) => {
    const written = typeof value === "boolean" ? undefined : scalarText(value);
    if (written === undefined) return invalidKind(value, "a number");
    if (written.trim() === "") return BLANK;
    const exact = parseNumber(written);
    if (!exact) return { invalid: "is not a number; give digits and a decimal point, without separators" };
    return places === null ? unrounded(exact) : rounded(exact, places, onRounded);
  };
}

function unrounded(exact: Big): Coerced {
  const digits = plainDigits(exact, LONGEST_UNROUNDED);
  if (digits === undefined) return { invalid: `has more than ${LONGEST_UNROUNDED} digits; round it in the source` };
  // A double is just as good if it has the same digits.
  return { value: String(Number(digits)) === digits ? Number(digits) : JSON.rawJSON(digits) };
}

function rounded(exact: Big, places: number, onRounded?: () => void): Coerced {
  const integerDigits = PRECISION - places;
  const result = exact.round(places, Big.roundHalfUp);
  if (result.e >= integerDigits && !result.eq(0)) {
    return {
      invalid: `has more than ${integerDigits} digits before the decimal point, and does not fit into DECIMAL(10,${places})`,
    };
  }
  if (!result.eq(exact)) onRounded?.();
  // Ten digits fit a double exactly. `+ 0` turns -0 into 0.
  return { value: result.toNumber() + 0 };
}
