import type { RecordData } from "../../integration_tests/airbyte-messages.ts";
import type { SeededRandom } from "../../integration_tests/seeded-random.ts";
import { type StreamDraw, drawInput } from "./draw-input.ts";
import { type Keying, VALUE_MARK, keysOf } from "./draw-people.ts";
import { pick } from "./pick.ts";
import type { ConnectorScenario, Feed, Interruption, Mode, StateKind, StreamScenario } from "./scenario.ts";

export interface ConnectorLimits {
  readonly name: string;
  readonly records: number;
  /** Nothing is interrupted and nothing fails, so that each record is sent once. */
  readonly isCalm: boolean;
  readonly isInterrupted: boolean;
  readonly searchLags: boolean;
}

const SYNC_MODES = { upsert: "append_dedup", insert: "append", update: "update", delete: "soft_delete" } as const;

/** Draws a connection, and those of its people who are in the account before it starts. */
export function drawConnector(
  limits: ConnectorLimits,
  random: SeededRandom,
): { readonly connector: ConnectorScenario; readonly seededUsers: readonly RecordData[] } {
  const { isCalm, isInterrupted, name, records } = limits;
  const settings = drawSettings(random);
  const streamCount = random.chance(0.7) ? 1 : 2 + random.whole(2);
  const draws = Array.from({ length: streamCount }, (_, index) =>
    drawStream(`${name}-${index}`, Math.ceil(records / streamCount), settings, limits, random),
  );
  const stateKind = pick<StateKind>(["STREAM", "STREAM", "GLOBAL", "GLOBAL", "LEGACY"], random);
  const stateEvery = pick([1, 5, 20, 60, 1_000_000], random);
  const connector: ConnectorScenario = {
    name,
    startDelayMs: random.chance(0.5) ? 0 : random.whole(60_000),
    settings,
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

function drawSettings(random: SeededRandom): Readonly<Record<string, unknown>> {
  const deleted = random.whole(10);
  return {
    max_concurrent_jobs: pick([1, 2, 5, 5, 10, 25], random),
    rate_limit_percent: pick([20, 60, 60, 60, 100], random),
    max_records_per_second: pick([10, 100, 100, 1000, 100_000], random),
    ...(random.chance(0.08) && { skip_unchanged: true }),
    ...(random.chance(0.1) && { tags_mode: pick(["add", "replace", "remove"], random) }),
    ...(deleted < 2 && { deleted_records: deleted === 0 ? "soft_delete" : "ignore" }),
  };
}

function drawStream(
  name: string,
  records: number,
  settings: Readonly<Record<string, unknown>>,
  { isCalm, searchLags }: ConnectorLimits,
  random: SeededRandom,
): StreamDraw {
  const mode = pick<Mode>(["upsert", "upsert", "upsert", "upsert", "upsert", "update", "insert", "delete"], random);
  const upsertKeyings: readonly Keying[] = [
    "external_id",
    "email",
    "both",
    "both",
    "mixed_case",
    "linked_later",
    // Where the order depends on what a record told before a state, only a sync that is never resumed can keep it.
    ...(isCalm ? (["either", "tangled"] as const) : []),
  ];
  // The search index, by which addresses are looked up, may not know yet who was created a moment ago.
  const keyed: readonly Keying[] = searchLags ? ["external_id"] : ["external_id", "email"];
  const keying = mode === "upsert" ? pick(upsertKeyings, random) : pick(keyed, random);
  const key = keying === "email" ? "email" : "external_id";
  const stream: StreamScenario = {
    mode,
    key,
    configured: {
      name,
      mode: SYNC_MODES[mode],
      object: "users",
      ...(mode !== "upsert" && { primaryKey: key }),
    },
  };
  const hasDeletions = mode === "upsert" && settings["deleted_records"] !== undefined;
  const people = Math.max(1, Math.ceil(records / pick([1, 2, 4, 20], random)));
  return {
    stream,
    keying,
    people: Array.from({ length: people }, (_, index) => `${name}-${index}`),
    hasTags: settings["tags_mode"] !== undefined && mode === "upsert",
    deletionRate: hasDeletions && ["external_id", "both"].includes(keying) ? 0.08 : 0,
    faultyRate: random.chance(0.5) ? 0 : random.next() * 0.2,
  };
}

/** Some of whom the stream is about are there before; of those to be deleted, some are agents. */
function drawSeededUsers({ keying, people, stream }: StreamDraw, random: SeededRandom): readonly RecordData[] {
  if (keying === "tangled" || keying === "linked_later") return [];
  const rate = stream.mode === "upsert" ? 0.2 : 0.7;
  return people.flatMap((person) => {
    if (!random.chance(rate)) return [];
    const isAgent = stream.mode === "delete" && random.chance(0.1);
    const keys = keysOf(keying === "mixed_case" ? "both" : keying, person, 0, random);
    return [{ name: `${VALUE_MARK} was ${person}`, ...keys, details: "was here", ...(isAgent && { role: "agent" }) }];
  });
}

function drawFeed(random: SeededRandom): Feed {
  return {
    longestChunk: pick([300, 4096, 65_536], random),
    pauses: pick([0, 0, 2, 10], random),
    longestPauseMs: pick([100, 3000, 60_000, 30 * 60_000], random),
  };
}

function drawInterruptions(records: number, random: SeededRandom): readonly Interruption[] {
  return Array.from({ length: 1 + random.whole(4) }, (): Interruption => {
    const signal = random.chance(0.7) ? "SIGKILL" : "SIGTERM";
    switch (random.whole(3)) {
      case 0:
        return { signal, when: { afterMs: Math.floor(10 ** (1 + random.next() * 4)) } };
      case 1:
        return { signal, when: { afterStates: 1 + random.whole(5) } };
      default:
        return { signal, when: { afterRequests: 1 + random.whole(5 + Math.ceil(records / 10)) } };
    }
  });
}
