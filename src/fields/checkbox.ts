import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";

/** The words that PostgreSQL reads as a boolean, regardless of case. Warehouses and CSV exports write them. */
const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...["true", "t", "yes", "y", "on", "1"].map((word) => [word, true] as const),
  ...["false", "f", "no", "n", "off", "0"].map((word) => [word, false] as const),
]);

export function checkbox(value: unknown): Coerced {
  const word = scalarText(value)?.trim().toLowerCase();
  if (word === undefined) return invalidKind(value, "true or false");
  if (word === "") return BLANK;
  // A warehouse writes whole numbers as 1.0 too.
  const checked = WORDS.get(word.replace(/^([01])\.0+$/, "$1"));
  return checked === undefined
    ? { invalid: "is neither true nor false; give true, false, yes, no, 1 or 0" }
    : { value: checked };
}
