import type { FieldChange, FieldValues } from "../zendesk-object.ts";
import type { ZendeskUser } from "../../zendesk/resources/users.ts";
import { type ComparisonRules, changedColumns, heldValue } from "./compare-user.ts";
import { resultingTags } from "./user-payload.ts";

/** What writing these values would change of the user; without one, of a user that it would create. */
export function rehearsedChanges(
  values: FieldValues,
  user: ZendeskUser | undefined,
  rules: ComparisonRules,
): readonly FieldChange[] {
  if (!user) return Object.entries(values).map(([field, after]) => ({ field, before: null, after }));
  return changedColumns(values, user, rules).map((column) => changeOf(column, values[column], user, rules));
}

function changeOf(column: string, wanted: unknown, user: ZendeskUser, rules: ComparisonRules): FieldChange {
  if (column === "tags" && Array.isArray(wanted)) {
    const before = user.tags ?? [];
    return { field: column, before, after: resultingTags(before, wanted.map(String), rules.tagsMode) };
  }
  // Zendesk adds such an address and leaves the primary one.
  if (column === "email" && rules.emailChange === "add_secondary" && user.email) {
    return { field: "email (secondary)", before: null, after: wanted };
  }
  return { field: column, before: heldValue(user, column) ?? null, after: wanted };
}
