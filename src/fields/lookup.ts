import { referenceProblem } from "./keys.ts";
import { numberText } from "../json/exact-json.ts";
import { isRecordId } from "./record-id.ts";
import { BLANK, invalidKind, type Coerced, type ValueRule } from "./value-rule.ts";
import { idDigits } from "./zendesk-id.ts";

/** Digits, even of a number that became a decimal on the way (`4567.0`). */
const DIGITS = /^\d+(?:\.0*)?$/;
/** Keys that Zendesk resolves itself (Zendesk: lookup relationships). */
const KEYED = /^(external_id|name):(.*)$/is;

const WANTED = "the id or external id of one record";

/**
 * The record that a lookup field points to, in Zendesk's notation: its id, `external_id:<key>` or `name:<name>`. Digits
 * alone are an id; other text is the record's external id. The ids of custom object records contain letters.
 */
export function lookup(targetType: string | undefined): ValueRule {
  const hasWordIds = targetType?.startsWith("zen:custom_object:") ?? false;
  return (value) => {
    const number = numberText(value);
    const written = typeof value === "string" ? value.trim() : number;
    if (written === undefined) return invalidKind(value, WANTED);
    if (written === "") return BLANK;
    if (number !== undefined || DIGITS.test(written)) return byId(written);
    if (hasWordIds && isRecordId(written)) return { value: written };
    const [, kind = "external_id", key = written] = KEYED.exec(written) ?? [];
    return byKey(kind.toLowerCase(), key.trim());
  };
}

function byId(written: string): Coerced {
  const digits = idDigits(written);
  return digits === undefined
    ? { invalid: `is not a Zendesk id; give ${WANTED}, or write a numeric external id as "external_id:<number>"` }
    : { value: digits };
}

function byKey(kind: string, key: string): Coerced {
  const problem = key === "" ? `has no key after "${kind}:"; give ${WANTED}` : referenceProblem(key);
  return problem === undefined ? { value: `${kind}:${key}` } : { invalid: problem };
}
