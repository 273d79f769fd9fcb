import type { ConnectorScenario, ScenarioRecord } from "../../scenario/scenario.ts";
import { keysOfPeople } from "../people.ts";

/** Keys of users to whom a record adds several organizations. The first is not always written first. */
export function anyDefaultKeys(connector: ConnectorScenario): readonly string[] {
  if (connector.settings["organization_mode"] === "replace") return [];
  const records = connector.input.filter((item) => item.type === "record") as readonly ScenarioRecord[];
  const added = records.filter(({ organizations = [] }) => organizations.length > 1);
  return keysOfPeople(connector, new Set(added.map(({ person }) => person)));
}
