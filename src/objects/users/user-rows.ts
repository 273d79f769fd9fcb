import type { KeyedValues } from "../object-type.ts";
import { type FieldValues, type Row, type WriteMode, without } from "../row.ts";
import { areMergeable } from "../write/merging.ts";
import { columnsOfRelation } from "../relation.ts";
import { MEMBER_OF, MEMBER_OF_ALL } from "./columns/user-columns.ts";
import { USER_KEYS } from "./user-keys.ts";

const MERGING_RULES = {
  required: ["name"],
  // A changed address adds an identity, so each one is sent separately.
  keys: USER_KEYS,
  stepwise: ["tags", ...columnsOfRelation(MEMBER_OF), ...columnsOfRelation(MEMBER_OF_ALL)],
};

export function areMergeableUsers(earlier: Row, later: Row): boolean {
  return areMergeable(earlier, later, MERGING_RULES) && !haveTwoPhones(earlier.values, later.values);
}

/** Each number that a user ever had remains an identity, so a number in between must be sent too. */
function haveTwoPhones(earlier: FieldValues, later: FieldValues): boolean {
  return "phone" in earlier && "phone" in later && earlier["phone"] !== later["phone"];
}

/** Zendesk would match an upsert by its external id, whatever key was chosen. */
export function withUserKey(values: FieldValues, matchingKey: string, mode: WriteMode): KeyedValues {
  if (mode !== "upsert" || matchingKey !== "email" || values["external_id"] === undefined) return { values };
  return {
    values: without(values, "external_id"),
    warning: "is matched by email, so its external_id is not written: Zendesk would otherwise match by external_id.",
  };
}
