import type { ScenarioRecord } from "../../scenario/scenario.ts";
import type { StoredOrganization } from "./held-organizations.ts";

/** The record's keys, in lower case. */
export function keysOfOrganizationRecord({ user }: Pick<ScenarioRecord, "user">): readonly string[] {
  return ["id", "external_id", "name"].flatMap((column) => {
    const value = user[column];
    return typeof value === "string" ? [organizationKey(column, value)] : [];
  });
}

/** The keys of an organization that an account holds. */
export function keysOfOrganization({ externalId, id, name }: StoredOrganization): readonly string[] {
  const keys = [organizationKey("id", id), organizationKey("name", name)];
  return externalId === null ? keys : [...keys, organizationKey("external_id", externalId)];
}

/** A key, distinct from those of users and those in other columns. */
export function organizationKey(column: string, value: string | number): string {
  return `organization ${column} ${String(value).trim().toLowerCase()}`;
}
