import { scalarText } from "./text.ts";
import { parseNumber, plainDigits } from "./exact-number.ts";
import { numberText } from "../json/exact-json.ts";
import { BLANK, invalidKind, type Coerced, type ValueRule } from "./value-rule.ts";

/** More digits than any key has. A number like 1E400 would fill a page with zeros. */
const LONGEST_NUMBER = 100;

/**
 * Nothing in Zendesk has a longer key, in characters. The key of a record is not measured: Zendesk itself refuses it. What a
 * record refers to is looked up first, and no URL has room for a key of several thousand characters.
 */
const LONGEST_KEY = 255;

/** What programs write for a missing value. As a key, it would merge all records that lack one. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(["none", "null", "nan", "undefined", "n/a"]);

/** Whether the text stands for a value that is missing. */
export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.has(visiblePart(text).toLowerCase());
}

/** Removes surrounding whitespace, invisible marks, and the zeros that pad columns of fixed width. */
export function visiblePart(text: string): string {
  return text.replaceAll(/[\p{Cf}\0]/gu, "").trim();
}

/**
 * A key must find its thing in every later sync, so each key has exactly one text: 1001, 1001.0 and 1.001e3 are the
 * same number and the same key. A text key stays as it is, including `"1001.0"`. A blank text is not a key: things that
 * share it would overwrite each other.
 */
export function externalId(value: unknown): Coerced {
  if (typeof value === "string") return textKey(value);
  const written = numberText(value);
  if (written === undefined) return invalidKind(value, "a key (text or a number)");
  const number = parseNumber(written);
  const digits = number && plainDigits(number, LONGEST_NUMBER);
  return digits === undefined
    ? { invalid: "is a number with too many digits for a key; give it as text" }
    : { value: digits };
}

/** A name by which something is found again. */
export function nameKey(value: unknown): Coerced {
  const written = scalarText(value);
  return written === undefined ? invalidKind(value, "text") : textKey(written);
}

/** A text by which something is found, trimmed. A text without visible characters is blank. */
export function textKey(written: string): Coerced {
  const key = written.trim();
  if (visiblePart(key) === "") return BLANK;
  const problem = keyProblem(key);
  return problem === undefined ? { value: key } : { invalid: problem };
}

/**
 * Why a text cannot be a key: other records would share it. Whatever could not be decoded has become U+FFFD, and so
 * does half of a surrogate pair when it is sent. Continues a sentence that begins with the field's name.
 */
function keyProblem(key: string): string | undefined {
  if (!key.isWellFormed() || key.includes("\uFFFD")) {
    return "contains a character that could not be decoded; correct the encoding at the source";
  }
  if (isPlaceholder(key)) return "is a placeholder for a missing value; use null or an empty value in the source";
  return undefined;
}

/** Why a text cannot be the key of something that a record refers to. */
export function referenceProblem(key: string): string | undefined {
  // A character takes at most two code units.
  const isLong = key.length > 2 * LONGEST_KEY || Array.from(key).length > LONGEST_KEY;
  return isLong
    ? `has more than ${LONGEST_KEY} characters, which is more than a key in Zendesk can have`
    : keyProblem(key);
}

/** A rule of keys, for what records refer to. */
export function referenceKey(rule: ValueRule): ValueRule {
  return (value) => {
    const key = rule(value);
    const problem = "value" in key && typeof key.value === "string" ? referenceProblem(key.value) : undefined;
    return problem === undefined ? key : { invalid: problem };
  };
}
