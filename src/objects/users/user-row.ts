import { numberText } from "../../json/exact-json.ts";
import type { FieldValues, Row } from "../zendesk-object.ts";

export const CUSTOM_FIELD_PREFIX = "user_fields";

/** In the order in which a record that has several is matched. */
export const NATURAL_KEYS = ["external_id", "email"] as const;

/** Columns whose effect depends on what the user holds already, so that two records are two steps. */
const STEPWISE_COLUMNS = ["tags", "organization_id", "organization"];

export function identities(values: FieldValues): readonly string[] {
  return (["id", ...NATURAL_KEYS] as const).flatMap((key) => {
    const text = foldedKey(values[key]);
    return text === undefined ? [] : [`${key}:${text}`];
  });
}

/**
 * A row without a name can only update, so it must not borrow one. A key that the earlier record lacks or has
 * otherwise may be another user's for Zendesk, and a changed e-mail adds an identity: each is a step of its own.
 */
export function mergeable(earlier: Row, later: Row): boolean {
  if (earlier.values["name"] === undefined || later.values["name"] === undefined) return false;
  if (earlier.key.column !== later.key.column) return false;
  if (STEPWISE_COLUMNS.some((column) => column in earlier.values || column in later.values)) return false;
  if (hasTwoPhones(earlier.values, later.values)) return false;
  return NATURAL_KEYS.every((key) => {
    const [before, after] = [foldedKey(earlier.values[key]), foldedKey(later.values[key])];
    return after === undefined || before === after;
  });
}

/** Each number that a user ever had stays one of its identities, so that a number in between must be sent too. */
function hasTwoPhones(earlier: FieldValues, later: FieldValues): boolean {
  return "phone" in earlier && "phone" in later && earlier["phone"] !== later["phone"];
}

/** Zendesk compares external ids and e-mail addresses without regard to case. */
export function foldedKey(value: unknown): string | undefined {
  return numberText(value) ?? (typeof value === "string" ? value.toLowerCase() : undefined);
}

/** A user as Zendesk's bulk requests take it. */
export function toUser(values: FieldValues): Record<string, unknown> {
  const user: Record<string, unknown> = {};
  const userFields: [string, unknown][] = [];
  for (const [column, value] of Object.entries(values)) {
    if (column.startsWith(`${CUSTOM_FIELD_PREFIX}.`)) {
      userFields.push([column.slice(CUSTOM_FIELD_PREFIX.length + 1), value]);
    } else user[column] = value;
  }
  if (userFields.length > 0) user[CUSTOM_FIELD_PREFIX] = Object.fromEntries(userFields);
  return user;
}

/** Values without some columns. */
export function without(values: FieldValues, ...columns: readonly string[]): FieldValues {
  return Object.fromEntries(Object.entries(values).filter(([column]) => !columns.includes(column)));
}
