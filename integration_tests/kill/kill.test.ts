import { expect, test } from "vitest";
import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { everydayFaults } from "./faults.ts";
import { KilledSync } from "./killed-sync.ts";
import { linesFrom } from "./source.ts";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import { RequestRecorder } from "../../testing/account/request-recorder.ts";
import { SeededRandom } from "../../testing/input/seeded-random.ts";
import { simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

// The full test has 300 kills: npm run test:kill.
const KILLS = Number(process.env["KILLS"] ?? 25);
/** Syncs that are killed at the same time, each with its own account. Most of the time they wait. */
const SEEDS = [20_261_122, 20_261_123, 20_261_124, 20_261_125, 20_261_126];
const KILLS_EACH = Math.ceil(KILLS / SEEDS.length);

test(
  `syncs killed at ${KILLS} random moments, under faults, leave Zendesk as undisturbed syncs do`,
  async () => {
    const ends = await Promise.all(SEEDS.map(killAndFinish));
    for (const { account, folder, records } of ends) {
      const undisturbed = await syncUndisturbed(records);
      expect(comparable(usersOf(account.simulator))).toEqual(undisturbed.users);
      expect(notesIn(folder)).toEqual(undisturbed.rejected);
    }
    const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
    const states = sum(ends.map((end) => end.states));
    console.log(`${KILLS} kills, ${states} states before them, ${sum(ends.map(({ records }) => records))} records.`);
    // Otherwise they were killed before they could do anything.
    expect(states).toBeGreaterThan(KILLS / 5);
  },
  30 * 60_000,
);

async function killAndFinish(seed: number) {
  const recorder = new RequestRecorder();
  const account = await simulatedAccount({
    requestsPerMinute: 0,
    jobDelaySeconds: { min: 0, max: 0.06 },
    rowMilliseconds: 0.2,
    faults: [recorder, ...everydayFaults(seed)],
  });
  const folder = temporaryFolder();
  const sync = new KilledSync({ account, recorder, rejectFolder: folder, random: new SeededRandom(seed) });
  for (let kill = 1; kill <= KILLS_EACH; kill++) {
    await sync.killAtRandom();
    expect({ seed, kill, missing: sync.missing() }).toEqual({ seed, kill, missing: [] });
  }
  const { states } = sync;
  const { code } = await sync.finish();
  expect({ code, missing: sync.missing() }).toEqual({ code: 0, missing: [] });
  return { account, folder, records: sync.cursor, states };
}

async function syncUndisturbed(records: number) {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  const folder = temporaryFolder();
  const { code, endedAt } = await syncOnVirtualTime({
    simulator,
    settings: { object_storage_config: { storage_type: "Local", path: folder } },
    input: linesFrom(0, records),
  });
  expect(code).toBe(0);
  return { users: comparable(usersOf(simulator, endedAt)), rejected: notesIn(folder) };
}

/** Everything about the users except ids and times. */
function comparable(users: ReturnType<typeof usersOf>): readonly unknown[] {
  const held = users.map(({ id: _id, url: _url, created_at: _made, updated_at: _changed, ...user }) => ({
    ...user,
    tags: (user["tags"] as readonly string[]).toSorted(),
    identities: user.identities.map(({ type, value }) => `${type}: ${value}`),
  }));
  return held.toSorted((a, b) => String(a.external_id).localeCompare(String(b.external_id)));
}

/** Of the rejected records. One that was sent again after a kill occurs twice. */
function notesIn(folder: string): ReadonlySet<unknown> {
  return new Set(rejectedIn(folder).map(({ record }) => record["notes"]));
}
