import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { ConnectorScenario, ScenarioRecord, StreamScenario } from "./scenario.ts";

/** What a record gets in addition. */
interface Addition {
  /** Its columns, as the source sends them. They have no other names. */
  readonly data: RecordData;
  /** What they mean. */
  readonly meant: Partial<ScenarioRecord>;
}

/** The connection with more columns in its records. `add` returns undefined for a record that stays as it is. */
export function withColumns(
  connector: ConnectorScenario,
  columns: readonly string[],
  add: (record: ScenarioRecord) => Addition | undefined,
): ConnectorScenario {
  const added = connector.input.map((item) => {
    const addition = item.type === "record" && !item.stream.shape.isMapped ? add(item) : undefined;
    return addition
      ? { ...item, ...addition.meant, data: { ...(item as ScenarioRecord).data, ...addition.data } }
      : item;
  });
  const widened = new Set(
    added.flatMap((item, place) => (item === connector.input[place] || !item.stream ? [] : [item.stream])),
  );
  const streams = new Map(
    connector.streams.map((stream) => [stream, widened.has(stream) ? widen(stream, columns) : stream]),
  );
  return {
    ...connector,
    streams: [...streams.values()],
    input: added.map((item) =>
      item.stream ? { ...item, stream: streams.get(item.stream) ?? item.stream } : item,
    ) as ConnectorScenario["input"],
  };
}

function widen(stream: StreamScenario, columns: readonly string[]): StreamScenario {
  const { configured } = stream;
  return { ...stream, configured: { ...configured, columns: [...(configured.columns ?? []), ...columns] } };
}
