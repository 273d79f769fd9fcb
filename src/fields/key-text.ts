import { isRawJson } from "airbyte-cdk-typescript";

/** A key's text, or why the value cannot be one. `text` is undefined for a blank value, which is as good as null. */
export type KeyText = { readonly text: string | undefined } | { readonly invalid: string };

/**
 * Keys go to Zendesk as trimmed text. A whole number is written without fraction or exponent (1001.0 → 1001),
 * with all its digits, so that the same id from two sources is the same text.
 */
export function keyText(value: unknown): KeyText {
  if (value === null || value === undefined) return { text: undefined };
  if (typeof value === "string") return { text: value.trim() || undefined };
  if (typeof value === "number") return { text: wholeNumberText(String(value)) };
  if (isRawJson(value)) return { text: wholeNumberText(value.rawJSON) };
  return { invalid: "must be text or a number" };
}

/** At most this many digits are written out: a longer number is no key but a mistake, and could fill the memory. */
const MAX_KEY_DIGITS = 255;

function wholeNumberText(number: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(number);
  if (!match) return number;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const shift = Number(exponent);
  if (Math.abs(shift) > MAX_KEY_DIGITS) return number;
  const digits = whole + fraction;
  const point = whole.length + shift;
  const integer = digits.slice(0, Math.max(0, point)).padEnd(Math.max(0, point), "0") || "0";
  const rest = digits.slice(Math.max(0, point));
  if (/[1-9]/.test(rest) || (point < 0 && /[1-9]/.test(digits))) return number;
  const trimmed = integer.replace(/^0+(?=\d)/, "");
  return trimmed === "0" ? "0" : sign + trimmed;
}
