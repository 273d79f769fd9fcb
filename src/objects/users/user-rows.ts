import type { KeyedValues } from "../object-type.ts";
import { type FieldValues, type Row, type WriteMode, without } from "../row.ts";

/** Each number that a user ever had remains an identity, so a number in between must be sent too. */
export function haveOnePhone({ values: earlier }: Row, { values: later }: Row): boolean {
  return !("phone" in earlier && "phone" in later) || earlier["phone"] === later["phone"];
}

/** Zendesk would match an upsert by its external id, whatever key was chosen. */
export function withUserKey(values: FieldValues, matchingKey: string, mode: WriteMode): KeyedValues {
  if (mode !== "upsert" || matchingKey !== "email" || values["external_id"] === undefined) return { values };
  return {
    values: without(values, "external_id"),
    warning: "is matched by email, so its external_id is not written: Zendesk would otherwise match by external_id.",
  };
}
