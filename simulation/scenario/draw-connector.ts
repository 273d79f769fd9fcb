import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { drawDeletionLimit } from "./draw-deletion-limit.ts";
import { drawFeed, drawInterruptions } from "./draw-feed.ts";
import { drawInput } from "./draw-input.ts";
import { type AnyStreamDraw, drawAnyStream } from "./draw-any-stream.ts";
import { type Settings, drawSettings } from "./draw-settings.ts";
import { mappingOf } from "./draw-shape.ts";
import type { SeededDevices } from "./custom-objects/seeded-devices.ts";
import type { SeededMembers } from "./memberships/seeded-members.ts";
import type { SeededOrganizations } from "./organizations/seeded-organizations.ts";
import { pick } from "./pick.ts";
import type { ConnectorScenario, StateKind } from "./scenario.ts";
import type { SeededUsers } from "./seeded-users.ts";
import type { SeededTickets } from "./tickets/seeded-tickets.ts";

export interface ConnectorLimits {
  readonly name: string;
  /** Its index among all connectors. */
  readonly connection: number;
  readonly records: number;
  /** Nothing is interrupted and nothing fails, so each record is sent once. */
  readonly isCalm: boolean;
  readonly isInterrupted: boolean;
  /** Whether it may be resumed, and then searches for what it has just created in an index that lags. */
  readonly missesNew: boolean;
  /** Receives those of its people who are in the account before it starts. */
  readonly seeded: SeededUsers;
  readonly organizations: SeededOrganizations;
  readonly tickets: SeededTickets;
  readonly devices: SeededDevices;
  readonly members: SeededMembers;
}

/** Draws a connection. */
export function drawConnector(limits: ConnectorLimits, random: SeededRandom): ConnectorScenario {
  const { isCalm, isInterrupted, name, records } = limits;
  const settings = drawSettings(random);
  const streamCount = random.happens(0.7) ? 1 : 2 + random.whole(2);
  const draws = Array.from({ length: streamCount }, (_, index) =>
    drawAnyStream({ ...limits, name: `${name}-${index}`, records: Math.ceil(records / streamCount), settings }, random),
  );
  const stateKind = pick<StateKind>(["STREAM", "STREAM", "GLOBAL", "GLOBAL", "LEGACY"], random);
  const stateEvery = pick([1, 5, 20, 60, 1_000_000], random);
  const input = drawInput(draws, { missesNew: limits.missesNew, records, stateKind, stateEvery }, random);
  const { devices, members, organizations, seeded, tickets } = limits;
  const things = [seeded, organizations, tickets, devices, members];
  const isThere = (who: string): boolean => things.some((each) => each.has(who));
  // What is drawn only for calm syncs cannot be resumed.
  const deletionLimit = drawDeletionLimit(
    { input, settings, isThere, isAgent: (who: string) => seeded.isAgent(who), mayBeTooFew: !isCalm },
    random,
  );
  const connector = {
    name,
    startDelayMs: random.happens(0.5) ? 0 : random.whole(60_000),
    settings: { ...settings, ...deletionLimit, ...streamEntries(draws) },
    env: random.happens(0.5) ? {} : { FLUSH_INTERVAL_SECONDS: String(1 + random.whole(60)) },
    streams: draws.map(({ stream }) => stream),
    stateKind,
    input,
    feed: drawFeed(random),
    interruptions: isInterrupted ? drawInterruptions(records, random) : [],
    // If rejected records are not stored, only their number shows one whose jobs Zendesk failed without a reason.
    disk:
      isCalm && random.happens(0.5)
        ? undefined
        : { isFullFirst: isInterrupted && random.happens(0.08), gatherMs: random.happens(0.5) ? 0 : 2000 },
  };
  return { ...connector, settings: { ...connector.settings, ...changeLog(connector) } };
}

/** Half of those with a place for it and a later start. It has no draw of its own, which would give every seed another run. */
function changeLog({ disk, startDelayMs }: Pick<ConnectorScenario, "disk" | "startDelayMs">): Settings {
  return disk && startDelayMs % 2 === 1 ? { change_log: true } : {};
}

/** The entries in `streams` for streams whose columns, markers or keys are not the default. */
function streamEntries(draws: readonly AnyStreamDraw[]): object {
  const entries = draws.flatMap(({ shape, stream: { configured, matchingKey, object } }) => {
    const fields = mappingOf(shape);
    const { deletedWhen } = shape;
    const entry = {
      ...(fields && { fields }),
      ...(deletedWhen !== undefined && { deleted_when: deletedWhen }),
      ...(matchingKey !== undefined && { matching_key: matchingKey }),
    };
    return Object.keys(entry).length > 0 ? [{ name: configured.name, object, ...entry }] : [];
  });
  return entries.length > 0 ? { streams: entries } : {};
}
