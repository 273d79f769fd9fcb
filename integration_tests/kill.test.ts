import { expect, test } from "vitest";
import { type RecordData, record, streamState } from "./airbyte-messages.ts";
import { isState } from "./connector-output.ts";
import type { ConnectorProcess } from "./connector-process.ts";
import { rejectedIn } from "./rejected-records.ts";
import { SeededRandom } from "./seeded-random.ts";
import { simulatedAccount, startWrite, usersOf } from "./simulated-account.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const KILLS = 25;
const STATE_EVERY = 130;
/** Lines that are handed over at once. */
const PIECE = 100;

/** The source's records: most are good, some are refused by Zendesk, some have no key. */
function recordAt(index: number): RecordData {
  const notes = `record ${index}`;
  if (index % 23 === 5) return { name: "No key", notes };
  const email = index % 29 === 7 ? `u${index}@-example.com` : `u${index}@example.com`;
  return { external_id: `u${index}`, name: "User", email, notes };
}

/** The source's lines when it is resumed after so many records. */
function linesFrom(cursor: number, records: number): string[] {
  return Array.from({ length: records }, (_, index) => cursor + index).flatMap((index) => {
    const isCheckpoint = (index + 1) % STATE_EVERY === 0;
    return [record(recordAt(index)), ...(isCheckpoint ? [streamState(index + 1)] : [])];
  });
}

/** Feeds the connector and kills it: when it has taken so many lines, or when it has returned so many states. */
async function killAtRandom(connector: ConnectorProcess, cursor: number, random: SeededRandom): Promise<void> {
  const lines = linesFrom(cursor, 3000);
  if (random.chance(0.5)) {
    const until = random.whole(2000);
    for (let sent = 0; sent < until; sent += PIECE)
      await connector.send(lines.slice(sent, Math.min(until, sent + PIECE)));
    await connector.seen(isState, random.whole(until / STATE_EVERY / 2));
  } else {
    const feeding = connector.send(lines);
    await connector.seen(isState, 1 + random.whole(8));
    connector.kill("SIGKILL");
    await feeding;
  }
  connector.kill("SIGKILL");
  expect((await connector.ended).signal).toBe("SIGKILL");
}

/** Of the first so many records those that are neither in Zendesk nor in a reject file. */
function missing(stored: ReadonlySet<unknown>, folder: string, count: number): readonly RecordData[] {
  const rejected = new Set(rejectedIn(folder).map(({ record: data }) => data["notes"]));
  const covered = Array.from({ length: count }, (_, index) => recordAt(index));
  return covered.filter(({ notes }) => !stored.has(notes) && !rejected.has(notes));
}

test("a sync killed at 25 random moments loses nothing that a state covers, and ends complete when resumed", async () => {
  const random = new SeededRandom(20_261_122);
  const folder = temporaryFolder();
  const jobDelaySeconds = { min: 0, max: 0.06 };
  const account = await simulatedAccount({ requestsPerMinute: 0, jobDelaySeconds, rowMilliseconds: 0.2 });
  const options = {
    settings: { object_storage_config: { storage_type: "Local", path: folder }, max_concurrent_jobs: 10 },
    env: { FLUSH_INTERVAL_SECONDS: "0.3" },
  };
  let cursor = 0;
  let states = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const connector = await startWrite(account, options);
    await killAtRandom(connector, cursor, random);
    // Looked at directly: a request would let jobs end that had not when the connector died.
    const stored = new Set([...account.simulator.account.users.all()].map(({ attributes }) => attributes["notes"]));
    cursor = connector.output.states.at(-1)?.stream?.stream_state?.cursor ?? cursor;
    states += connector.output.states.length;
    expect(missing(stored, folder, cursor)).toEqual([]);
  }
  expect(states).toBeGreaterThan(KILLS);

  const end = cursor + 5 * STATE_EVERY;
  const last = await startWrite(account, options);
  await last.send(linesFrom(cursor, end - cursor));
  last.endInput();
  const { code, output } = await last.ended;
  expect({ code, cursor: output.states.at(-1)?.stream?.stream_state?.cursor }).toEqual({ code: 0, cursor: end });
  expect(missing(new Set(usersOf(account.simulator).map(({ notes }) => notes)), folder, end)).toEqual([]);
});
