import type { ConnectorScenario, ScenarioRecord } from "../scenario/scenario.ts";

/** Whom each record of the input is about, by serial. */
export function peopleOf({ input }: ConnectorScenario): ReadonlyMap<number, string> {
  return new Map(input.flatMap((item) => (item.type === "record" ? [[item.serial, item.person] as const] : [])));
}

/** Whom each key of the input is about, in lower case. */
export function peopleByKey({ input }: ConnectorScenario): ReadonlyMap<string, string> {
  const people = new Map<string, string>();
  for (const item of input) if (item.type === "record") for (const key of keysIn(item)) people.set(key, item.person);
  return people;
}

/** The record's keys, in lower case. */
export function keysIn({ user }: ScenarioRecord): readonly string[] {
  const keys = [user["external_id"], user["email"]].flatMap((key) =>
    typeof key === "string" ? key.toLowerCase() : [],
  );
  return typeof user["id"] === "string" ? [idKey(user["id"]), ...keys] : keys;
}

/** Zendesk's id among keys of other kinds. */
export function idKey(id: string | number): string {
  return `id ${id}`;
}
