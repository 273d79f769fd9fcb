import { expect, test } from "vitest";
import { UNTHROTTLED, ZendeskSimulator } from "zendesk-simulator";
import { everydayFaults } from "./faults.ts";
import { prepareAccount } from "./killed-account.ts";
import { CASES, type KilledCase } from "./killed-cases.ts";
import { KilledSync } from "./killed-sync.ts";
import { rejectedPositions } from "./rejected-positions.ts";
import { type Cursors, linesFrom } from "./source.ts";
import type { KilledStream } from "./streams/killed-stream.ts";
import { RequestRecorder } from "../../testing/account/request-recorder.ts";
import { SeededRandom } from "../../testing/input/seeded-random.ts";
import { simulatedAccount } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

// The full test has 300 kills: npm run test:kill.
const KILLS = Number(process.env["KILLS"] ?? 36);
const SEED = 20_261_122;
/** The syncs are killed at the same time, each with its own account. Most of the time they wait. */
const KILLS_EACH = Math.ceil(KILLS / CASES.length);

test(
  `syncs of every object killed at ${KILLS} random moments, under faults, leave Zendesk as undisturbed syncs do`,
  async () => {
    const ends = await Promise.all(CASES.map(killAndFinish));
    for (const { name, streams, cursors, states, things, rejected } of ends) {
      console.log(`${name}: ${KILLS_EACH} kills, ${states} states before them, ${cursors.join(" + ")} records.`);
      const undisturbed = await syncUndisturbed(streams, cursors);
      expect({ name, things }).toEqual({ name, things: undisturbed.things });
      expect({ name, rejected }).toEqual({ name, rejected: undisturbed.rejected });
    }
    // Otherwise they were killed before they could do anything.
    expect(ends.reduce((total, { states }) => total + states, 0)).toBeGreaterThan(KILLS / 5);
  },
  30 * 60_000,
);

async function killAndFinish({ name, statesAhead, streams }: KilledCase) {
  const recorder = new RequestRecorder();
  const account = await simulatedAccount({
    ...UNTHROTTLED,
    jobDelaySeconds: { min: 0, max: 0.06 },
    rowMilliseconds: 0.2,
    jobsInFlight: 30,
    faults: [recorder, ...everydayFaults(SEED)],
  });
  prepareAccount(account.simulator);
  const folder = temporaryFolder();
  const sync = new KilledSync({
    streams,
    statesAhead,
    account,
    recorder,
    rejectFolder: folder,
    random: new SeededRandom(SEED),
  });
  for (let kill = 1; kill <= KILLS_EACH; kill++) {
    await sync.killAtRandom();
    expect({ name, kill, missing: sync.missing() }).toEqual({ name, kill, missing: [] });
  }
  const { states } = sync;
  const { code } = await sync.finish();
  expect({ name, code, missing: sync.missing() }).toEqual({ name, code: 0, missing: [] });
  const things = comparable(streams, account.simulator);
  return { name, streams, cursors: sync.cursors, states, things, rejected: rejectedPositions(folder) };
}

async function syncUndisturbed(streams: readonly KilledStream[], cursors: Cursors) {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  prepareAccount(simulator, VIRTUAL_START);
  const folder = temporaryFolder();
  const { code, endedAt } = await syncOnVirtualTime({
    simulator,
    streams: streams.map(({ stream }) => stream),
    settings: { object_storage_config: { storage_type: "Local", path: folder } },
    input: linesFrom(
      streams,
      cursors.map(() => 0),
      Math.max(...cursors),
    ),
  });
  expect(code).toBe(0);
  return { things: comparable(streams, simulator, endedAt), rejected: rejectedPositions(folder) };
}

function comparable(streams: readonly KilledStream[], simulator: ZendeskSimulator, nowMs?: number): unknown {
  return streams.map((each) => each.comparable(simulator, nowMs));
}
