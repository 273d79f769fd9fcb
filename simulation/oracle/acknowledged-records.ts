import type { ZendeskSimulator } from "zendesk-simulator";
import type { ConnectorScenario, ScenarioRecord } from "../scenario/scenario.ts";
import { oracleOf } from "./object-oracles.ts";
import { meaningOf } from "./record-meaning.ts";

/** Why a record does not count as written although it should; undefined: it counts. */
export function missingEffect(
  record: ScenarioRecord,
  connector: ConnectorScenario,
  { account }: ZendeskSimulator,
): string | undefined {
  const meaning = meaningOf(record, connector);
  if (record.refusal?.by === "connector") return "is invalid, and counts as written";
  if (meaning === "ignored") return undefined;
  const held = oracleOf(record).heldBy(record, account);
  const isOverwritten = held.some(({ lastWriter = 0 }) => lastWriter > record.serial);
  if (isOverwritten) return undefined;
  if (meaning === "delete") return held.length === 0 ? undefined : "was to delete what is still there";
  if (held.some(({ lastWriter }) => lastWriter === record.serial)) return undefined;
  if (held.length === 0 && isDeletedLater(record, connector)) return undefined;
  return held.length === 0 ? "is not in Zendesk" : "is not in Zendesk, which holds older values of the person";
}

function isDeletedLater(record: ScenarioRecord, connector: ConnectorScenario): boolean {
  return connector.input.some(
    (item) =>
      item.type === "record" &&
      item.serial > record.serial &&
      item.person === record.person &&
      meaningOf(item, connector) === "delete",
  );
}
