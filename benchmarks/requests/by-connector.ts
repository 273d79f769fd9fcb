import type { SpawnedSimulator } from "zendesk-simulator";
import { configFor } from "../../testing/connector/connector-config.ts";
import { ConnectorProcess } from "../../testing/connector/connector-process.ts";
import { catalog, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { countRequests, inAccount } from "./count-requests.ts";
import type { Ids, WrittenObject } from "./written-object.ts";

const PIECE = 500;
/** The default, at which most syncs run. */
const RECORDS_PER_SECOND = 100;

interface Counts {
  readonly ofNew: number;
  /** With `skip_unchanged`. */
  readonly ofUnchanged: number;
}

/** Requests of a sync of new records, and of the same sync again. */
export async function countByConnector(
  object: WrittenObject,
  records: number,
  flags: readonly string[],
): Promise<Counts> {
  return inAccount(flags, async (simulator) => {
    const ids = (await object.prepare?.(simulator, records)) ?? [];
    const sync = { simulator, object, records, ids };
    await write(sync, "created", {});
    const ofNew = await countRequests(simulator);
    await write(sync, "unchanged", { skip_unchanged: true });
    return { ofNew, ofUnchanged: (await countRequests(simulator)) - ofNew };
  });
}

interface Sync {
  readonly simulator: SpawnedSimulator;
  readonly object: WrittenObject;
  readonly records: number;
  readonly ids: Ids;
}

async function write(
  { ids, object, records, simulator }: Sync,
  expected: "created" | "unchanged",
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const stream = { name: object.name };
  const { bodyAt, recordAt = bodyAt } = object;
  const pace = { max_records_per_second: RECORDS_PER_SECOND };
  const connector = await ConnectorProcess.start("write", {
    config: configFor(simulator.credentials, { ...pace, ...settings }),
    catalog: catalog(stream),
    env: { ZENDESK_BASE_URL: simulator.baseUrl },
  });
  for (let from = 0; from < records; from += PIECE) {
    const indexes = Array.from({ length: Math.min(PIECE, records - from) }, (_, offset) => from + offset);
    await connector.send(indexes.map((index) => record(recordAt(index, ids), stream)));
  }
  await connector.send([streamState(1, stream)]);
  connector.endInput();
  const { code, output } = await connector.ended;
  const done = output.counts[expected];
  if (code !== 0 || done !== records) throw new Error(`code ${code}, ${done} of ${records} ${object.name} ${expected}`);
}
