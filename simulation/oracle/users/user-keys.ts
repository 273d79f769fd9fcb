import type { ScenarioRecord } from "../../scenario/scenario.ts";

/** The record's keys, in lower case. */
export function keysOfUser({ user }: ScenarioRecord): readonly string[] {
  const keys = [user["external_id"], user["email"]].flatMap((key) =>
    typeof key === "string" ? key.toLowerCase() : [],
  );
  return typeof user["id"] === "string" ? [idKey(user["id"]), ...keys] : keys;
}

/** Zendesk's id, distinct from other kinds of keys. */
export function idKey(id: string | number): string {
  return `id ${id}`;
}
