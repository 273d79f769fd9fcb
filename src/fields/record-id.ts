import { scalarText } from "./text.ts";
import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";

/** A ULID, the id of a custom object's record; Crockford's alphabet. */
const RECORD_ID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export function isRecordId(text: string): boolean {
  return RECORD_ID.test(text);
}

/** The id that Zendesk itself assigned to a custom object's record. Zendesk writes it in capitals. */
export function recordId(value: unknown): Coerced {
  const written = scalarText(value);
  if (written === undefined) return invalidKind(value, "the id of a record");
  const id = written.trim().toUpperCase();
  if (id === "") return BLANK;
  return isRecordId(id)
    ? { value: id }
    : { invalid: "is not the id of a record; give the 26 letters and digits in the address of its page in Zendesk" };
}
