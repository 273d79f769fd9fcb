import { Big } from "big.js";
import { parseNumber } from "./exact-number.ts";
import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type ValueRule } from "./value-rule.ts";

/** The 10 of DECIMAL(10,2): digits in all, so that 2 places leave 8 before the point. */
const PRECISION = 10;

/**
 * DECIMAL(10, places), rounded half away from zero on the decimal digits as they are written: 1.005 is 1.01, which it
 * would not be as a double. Ten digits fit a double exactly, so what goes out is a plain JSON number.
 */
export function decimal(places: number, onRounded?: () => void): ValueRule {
  const integerDigits = PRECISION - places;
  return (value) => {
    const written = typeof value === "boolean" ? undefined : scalarText(value);
    if (written === undefined) return invalidKind(value, "a number");
    if (written.trim() === "") return BLANK;
    const exact = parseNumber(written);
    if (!exact) return { invalid: "is not a number; a decimal field takes the digits 0–9, a point, no separators" };
    const rounded = exact.round(places, Big.roundHalfUp);
    if (rounded.e >= integerDigits && !rounded.eq(0)) {
      return {
        invalid: `has more than ${integerDigits} digits before the point, more than DECIMAL(10,${places}) holds`,
      };
    }
    if (!rounded.eq(exact)) onRounded?.();
    // `+ 0` turns -0 into 0.
    return { value: rounded.toNumber() + 0 };
  };
}
