import { parseNumber, plainDigits } from "./exact-number.ts";
import { numberText } from "./json-number.ts";
import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";

/** More digits than any key has; a number like 1E400 would fill a page with zeros. */
const LONGEST_NUMBER = 100;

/**
 * A key finds a user again in every later sync, so one key must always come out as one text: 1001, 1001.0 and 1.001e3
 * are the same number and the same key. A text key stays as it is, `"1001.0"` included. A blank one is no key: users
 * that share it would be written over each other.
 */
export function externalId(value: unknown): Coerced {
  if (typeof value === "string") return textKey(value.trim());
  const written = numberText(value);
  if (written === undefined) return invalidKind(value, "a key (text or a number)");
  const number = parseNumber(written);
  const digits = number && plainDigits(number, LONGEST_NUMBER);
  return digits === undefined
    ? { invalid: "is a number of too many digits for a key; give it as text" }
    : { value: digits };
}

/** Half of a surrogate pair is no character, and cannot be sent: whatever stood in its place would be another key. */
function textKey(key: string): Coerced {
  if (!key.isWellFormed())
    return { invalid: "holds a broken character (half of a surrogate pair); correct it at its source" };
  return key === "" ? BLANK : { value: key };
}

/** One address, no display name, no list: enough to keep a swapped column out. Zendesk judges the rest. */
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;".]+(?:\.[^\s@<>,;".]+)+$/;

export function email(value: unknown): Coerced {
  if (typeof value !== "string") return invalidKind(value, "an e-mail address as text");
  const address = value.trim();
  return address === "" || ADDRESS.test(address)
    ? textKey(address)
    : { invalid: "is not an e-mail address; give one address, without a name around it" };
}
