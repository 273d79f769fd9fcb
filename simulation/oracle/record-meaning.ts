import type { ConnectorScenario, Mode, ScenarioRecord } from "../scenario/scenario.ts";

/** What a record asks for: its stream's mode, unless it marks somebody as deleted at the source. */
export type Meaning = Mode | "ignored";

export function meaningOf(record: ScenarioRecord, { settings }: ConnectorScenario): Meaning {
  const isDeletion = record.data["_ab_cdc_deleted_at"] !== undefined;
  if (!isDeletion || record.stream.mode === "delete") return record.stream.mode;
  return settings["deleted_records"] === "soft_delete" ? "delete" : "ignored";
}
