import type { ScenarioRecord } from "../../scenario/scenario.ts";

/** The record's keys, in lower case. */
export function keysOfOrganizationRecord({ user }: ScenarioRecord): readonly string[] {
  return ["id", "external_id", "name"].flatMap((column) => {
    const value = user[column];
    return typeof value === "string" ? [organizationKey(column, value)] : [];
  });
}

/** A key apart from those of users and from those in other columns. */
export function organizationKey(column: string, value: string | number): string {
  return `organization ${column} ${String(value).trim().toLowerCase()}`;
}
