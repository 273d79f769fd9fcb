import { parseNumber, wholeDigits } from "./exact-number.ts";
import { wholeJsonNumber } from "../json/exact-json.ts";
import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";

/** The digits of a Zendesk id, which is a positive 64-bit number; undefined for anything else. */
export function idDigits(text: string): string | undefined {
  const number = parseNumber(text);
  return number?.gt(0) ? wholeDigits(number) : undefined;
}

/** The id that Zendesk itself assigned to a thing, a group or a role. */
export function zendeskId(value: unknown): Coerced {
  const written = typeof value === "boolean" ? undefined : scalarText(value);
  if (written === undefined) return invalidKind(value, "a Zendesk id");
  if (written.trim() === "") return BLANK;
  const digits = idDigits(written);
  return digits === undefined
    ? { invalid: "is not a Zendesk id; give the positive whole number in the address of the page in Zendesk" }
    : { value: wholeJsonNumber(digits) };
}
