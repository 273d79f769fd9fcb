import type { ConnectorScenario, Mode, ScenarioRecord } from "../scenario/scenario.ts";

/** What a record asks for: its stream's mode, unless it is marked as deleted at the source. */
export type Meaning = Mode | "ignored";

export function meaningOf(record: ScenarioRecord, { settings }: ConnectorScenario): Meaning {
  if (!record.isDeletion || record.stream.mode === "delete") return record.stream.mode;
  return settings["deleted_records"] === "soft_delete" ? "delete" : "ignored";
}

/** Whether the connection only says what it would write. */
export function isDryRun({ settings }: ConnectorScenario): boolean {
  return settings["dry_run"] === true;
}
