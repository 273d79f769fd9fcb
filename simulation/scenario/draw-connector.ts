import type { RecordData } from "../../integration_tests/airbyte-messages.ts";
import type { SeededRandom } from "../../integration_tests/seeded-random.ts";
import { drawFeed, drawInterruptions } from "./draw-feed.ts";
import { drawInput } from "./draw-input.ts";
import type { StreamDraw } from "./draw-record.ts";
import { drawSettings } from "./draw-settings.ts";
import { mappingOf } from "./draw-shape.ts";
import { drawSeededUsers, drawStream } from "./draw-stream.ts";
import { pick } from "./pick.ts";
import type { ConnectorScenario, StateKind } from "./scenario.ts";

export interface ConnectorLimits {
  readonly name: string;
  /** Its place among all. */
  readonly connection: number;
  readonly records: number;
  /** Nothing is interrupted and nothing fails, so that each record is sent once. */
  readonly isCalm: boolean;
  readonly isInterrupted: boolean;
  readonly searchLags: boolean;
}

/** Draws a connection, and those of its people who are in the account before it starts. */
export function drawConnector(
  limits: ConnectorLimits,
  random: SeededRandom,
): { readonly connector: ConnectorScenario; readonly seededUsers: readonly RecordData[] } {
  const { isCalm, isInterrupted, name, records } = limits;
  const settings = drawSettings(random);
  const streamCount = random.chance(0.7) ? 1 : 2 + random.whole(2);
  const draws = Array.from({ length: streamCount }, (_, index) =>
    drawStream({ ...limits, name: `${name}-${index}`, records: Math.ceil(records / streamCount), settings }, random),
  );
  const stateKind = pick<StateKind>(["STREAM", "STREAM", "GLOBAL", "GLOBAL", "LEGACY"], random);
  const stateEvery = pick([1, 5, 20, 60, 1_000_000], random);
  const connector: ConnectorScenario = {
    name,
    startDelayMs: random.chance(0.5) ? 0 : random.whole(60_000),
    settings: { ...settings, ...streamEntries(draws) },
    env: random.chance(0.5) ? {} : { FLUSH_INTERVAL_SECONDS: String(1 + random.whole(60)) },
    streams: draws.map(({ stream }) => stream),
    stateKind,
    input: drawInput(draws, { records, stateKind, stateEvery }, random),
    feed: drawFeed(random),
    interruptions: isInterrupted ? drawInterruptions(records, random) : [],
    // Where rejected records are not kept, only their number tells of one that Zendesk failed for no reason of its own.
    disk:
      isCalm && random.chance(0.5)
        ? undefined
        : { isFullFirst: isInterrupted && random.chance(0.08), gatherMs: random.chance(0.5) ? 0 : 2000 },
  };
  return { connector, seededUsers: draws.flatMap((draw) => drawSeededUsers(draw, random)) };
}

/** What `streams` says of streams whose columns or markers have names of their own. */
function streamEntries(draws: readonly StreamDraw[]): object {
  const entries = draws.flatMap(({ shape, stream: { configured } }) => {
    const fields = mappingOf(shape);
    const { deletedWhen } = shape;
    if (fields === undefined && deletedWhen === undefined) return [];
    const named = { name: configured.name, object: "users" };
    return [{ ...named, ...(fields && { fields }), ...(deletedWhen !== undefined && { deleted_when: deletedWhen }) }];
  });
  return entries.length > 0 ? { streams: entries } : {};
}
