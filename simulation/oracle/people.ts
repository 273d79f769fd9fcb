import type { ConnectorScenario, ScenarioRecord } from "../scenario/scenario.ts";
import { oracleOf } from "./object-oracles.ts";

/** The person whom each record is about, by serial. */
export function peopleOf({ input }: ConnectorScenario): ReadonlyMap<number, string> {
  return new Map(input.flatMap((item) => (item.type === "record" ? [[item.serial, item.person] as const] : [])));
}

/** The people of each key in the input, in lower case. */
export function peopleByKey({ input }: ConnectorScenario): ReadonlyMap<string, string> {
  const people = new Map<string, string>();
  for (const item of input) if (item.type === "record") for (const key of keysIn(item)) people.set(key, item.person);
  return people;
}

/** The record's keys, in lower case. */
export function keysIn(record: ScenarioRecord): readonly string[] {
  return oracleOf(record).keysIn(record);
}

/** All keys of these people, in lower case. */
export function keysOfPeople(
  { input }: ConnectorScenario,
  people: { has(person: string): boolean },
): readonly string[] {
  return input.flatMap((item) => (item.type === "record" && people.has(item.person) ? keysIn(item) : []));
}

export function peopleWithSeveralKeys(connector: ConnectorScenario): ReadonlySet<string> {
  const keys = Map.groupBy(peopleByKey(connector), ([_key, person]) => person);
  return new Set([...keys].flatMap(([person, ofPerson]) => (ofPerson.length > 1 ? [person] : [])));
}

/** By key, in lower case: the first record of a thing that does not show which record wrote it. */
export function firstSerials({ input }: ConnectorScenario): ReadonlyMap<string, number> {
  const serials = new Map<string, number>();
  for (const item of input) {
    if (item.type !== "record" || oracleOf(item).isUnmarked !== true) continue;
    for (const key of keysIn(item)) if (!serials.has(key)) serials.set(key, item.serial);
  }
  return serials;
}
