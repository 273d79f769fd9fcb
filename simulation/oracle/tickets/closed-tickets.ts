import type { ConnectorScenario, ScenarioRecord } from "../../scenario/scenario.ts";
import type { MorePossible } from "../object-oracle.ts";
import { meaningOf } from "../record-meaning.ts";

const NOTHING: MorePossible = { effects: [], reasons: [] };

/** The tickets that a connector's records close, found once. */
const CLOSED = new WeakMap<ConnectorScenario, ReadonlySet<string>>();

/** A record that is sent again finds its ticket closed, perhaps by itself. Then there is nothing left to change. */
export function whenClosedBefore(record: ScenarioRecord, connector: ConnectorScenario): MorePossible {
  const meaning = meaningOf(record, connector);
  if ((meaning !== "upsert" && meaning !== "update") || !ticketsClosedBy(connector).has(record.person)) return NOTHING;
  return { effects: isClosing(record) ? ["unchanged"] : [], reasons: ["closed_ticket"] };
}

function ticketsClosedBy(connector: ConnectorScenario): ReadonlySet<string> {
  const known = CLOSED.get(connector);
  if (known) return known;
  const records = connector.input.filter((item) => item.type === "record");
  const closed = new Set(records.filter(isClosing).map(({ person }) => person));
  CLOSED.set(connector, closed);
  return closed;
}

function isClosing({ user }: ScenarioRecord): boolean {
  return user["status"] === "closed";
}
