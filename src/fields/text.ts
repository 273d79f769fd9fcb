import { parseNumber, plainDigits } from "./exact-number.ts";
import { numberText } from "../json/exact-json.ts";
import { BLANK, invalidKind, type Coerced, type ValueRule } from "./value-rule.ts";

/** No double has more digits before the point, or more zeros after it. */
const LONGEST_DOUBLE = 400;

/**
 * A single JSON value as text; undefined for lists and objects, and for what JSON.parse turned into Infinity. Half of a
 * surrogate pair, left where a text was cut, becomes U+FFFD: UTF-8 has no place for it.
 */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "number") return numberText(value);
  const digits = String(value);
  if (!digits.includes("e")) return Number.isFinite(value) ? digits : undefined;
  const exact = parseNumber(digits);
  return exact && plainDigits(exact, LONGEST_DOUBLE);
}

/**
 * Text is sent exactly as written, with the spaces around it; numbers and booleans as their text. Zendesk documents no
 * maximum length, so there is none here.
 */
export function text(value: unknown): Coerced {
  const written = scalarText(value);
  if (written === undefined) return invalidKind(value, "text");
  return written.trim() === "" ? BLANK : { value: written };
}

/** One of a few words that Zendesk itself defines, regardless of case. */
export function oneOf(words: readonly string[]): ValueRule {
  const wanted = words.join(", ");
  return (value) => {
    if (typeof value !== "string") return invalidKind(value, `one of ${wanted}`);
    const word = value.trim().toLowerCase();
    if (word === "") return BLANK;
    return words.includes(word) ? { value: word } : { invalid: `is not one of ${wanted}` };
  };
}

/** A picture that Zendesk fetches later. If that fails, Zendesk does not report it (Zendesk: remote_photo_url). */
export function webAddress(value: unknown): Coerced {
  if (typeof value !== "string") return invalidKind(value, "a web address as text");
  const written = value.trim();
  if (written === "") return BLANK;
  return /^https?:\/\//i.test(written) && URL.canParse(written)
    ? { value: written }
    : { invalid: "is not a web address; give one that starts with https://" };
}
