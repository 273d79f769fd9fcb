import type { ScenarioRecord } from "../../scenario/scenario.ts";
import type { StoredDevice } from "./held-devices.ts";

/** The record's keys, distinct from each other in lower case too. */
export function keysOfDeviceRecord({ user }: Pick<ScenarioRecord, "user">): readonly string[] {
  return ["id", "external_id", "name"].flatMap((column) => {
    const value = user[column];
    return typeof value === "string" ? [deviceKey(column, value)] : [];
  });
}

/** The keys of a device that an account holds or held. */
export function keysOfStoredDevice({ externalId, id, name }: StoredDevice): readonly string[] {
  const keys = [deviceKey("id", id), deviceKey("name", name)];
  return externalId === null ? keys : [...keys, deviceKey("external_id", externalId)];
}

/** A key, distinct from those of other objects and those in other columns. Only external ids are case-sensitive. */
export function deviceKey(column: string, value: string): string {
  const text = value.trim();
  const distinct = column === "external_id" ? text.replaceAll(/[A-Z]/g, (capital) => `^${capital}`) : text;
  return `device ${column} ${distinct.toLowerCase()}`;
}
