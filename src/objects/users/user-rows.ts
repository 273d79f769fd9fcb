import { foldedKey, naturalKeysOf } from "../keys.ts";
import type { KeyedValues } from "../object-type.ts";
import { type FieldValues, type Row, type WriteMode, without } from "../row.ts";
import { USER_KEYS } from "./user-keys.ts";

/** Columns whose effect depends on what the user holds already, so that two records are two steps. */
const STEPWISE_COLUMNS = ["tags", "organization_id", "organization"];

/**
 * A row without a name can only update, so it must not borrow one. A key that the earlier record lacks or has
 * otherwise may be another user's for Zendesk, and a changed e-mail adds an identity: each is a step of its own.
 */
export function areMergeable(earlier: Row, later: Row): boolean {
  if (earlier.values["name"] === undefined || later.values["name"] === undefined) return false;
  if (earlier.key.column !== later.key.column) return false;
  if (STEPWISE_COLUMNS.some((column) => column in earlier.values || column in later.values)) return false;
  if (haveTwoPhones(earlier.values, later.values)) return false;
  return naturalKeysOf({ keys: USER_KEYS }).every((key) => {
    const [before, after] = [foldedKey(earlier.values[key]), foldedKey(later.values[key])];
    return after === undefined || before === after;
  });
}

/** Each number that a user ever had stays one of its identities, so that a number in between must be sent too. */
function haveTwoPhones(earlier: FieldValues, later: FieldValues): boolean {
  return "phone" in earlier && "phone" in later && earlier["phone"] !== later["phone"];
}

/** Zendesk would match an upsert by an external id that it is sent, whatever key was chosen. */
export function withUserKey(values: FieldValues, matchingKey: string, mode: WriteMode): KeyedValues {
  if (mode !== "upsert" || matchingKey !== "email" || values["external_id"] === undefined) return { values };
  return {
    values: without(values, "external_id"),
    warning: "is matched by email, so its external_id is not written: Zendesk would match by it.",
  };
}
