import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import { type RecordData, type StreamName, USERS, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { isState } from "airbyte-cdk-typescript/testing";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import { simulatedAccount, startWrite, usersOf, write } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";

const RECORDS = 2000;
const STATE_EVERY = 40;
/** Room for about 160 of the 667 rejected records: `sh` counts in blocks of 512 bytes. */
const FULL_DISK = 'ulimit -f 128; exec "$@"';
const LIMIT_BYTES = 128 * 512;

/** Every third record has no key. */
function recordAt(index: number): RecordData {
  const notes = `record ${index}`;
  return { ...(index % 3 > 0 && { external_id: `u${index}` }), name: "User", notes };
}

function linesFrom(cursor: number): string[] {
  return Array.from({ length: RECORDS - cursor }, (_, offset) => cursor + offset).flatMap((index) => {
    const isCheckpoint = (index + 1) % STATE_EVERY === 0;
    return [record(recordAt(index)), ...(isCheckpoint ? [streamState(index + 1)] : [])];
  });
}

const rejectsIn = (folder: string) => ({ object_storage_config: { storage_type: "Local", path: folder } });

test("if the disk fills up with rejected records, the states of those that are not stored are held back", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const folder = temporaryFolder();
  const full = await write(account, linesFrom(0), { settings: rejectsIn(folder), shell: FULL_DISK });
  expect({ code: full.code, stderr: full.stderr, errors: full.output.errors }).toMatchObject({
    code: 1,
    stderr: "",
    errors: [{ failure_type: "config_error", message: expect.stringContaining(`(${folder}): EFBIG.`) as unknown }],
  });

  const cursor = full.output.states.at(-1)?.stream?.stream_state?.cursor ?? 0;
  expect(cursor).toBeGreaterThan(0);
  expect(cursor).toBeLessThan(RECORDS);
  const missing = (count: number): readonly RecordData[] => {
    const rejected = rejectedIn(folder).map((line) => line.record);
    const found = new Set([...usersOf(account.simulator), ...rejected].map(({ notes }) => notes));
    return Array.from({ length: count }, (_, index) => recordAt(index)).filter(({ notes }) => !found.has(notes));
  };
  expect(missing(cursor)).toEqual([]);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const file = files.find((name) => name.endsWith(".jsonl")) ?? "";
  const text = readFileSync(path.join(folder, file), "utf8");
  // The disk was full to the last byte, and the line that did not fit was removed again.
  expect(text).toMatch(/\}\n$/);
  expect(statSync(path.join(folder, file)).size).toBeLessThan(LIMIT_BYTES);

  const resumed = await write(account, linesFrom(cursor), { settings: rejectsIn(folder) });
  expect(resumed.code).toBe(0);
  expect(missing(RECORDS)).toEqual([]);
});

const OTHERS: StreamName = { name: "others" };

interface BrokenFolder {
  readonly code: string;
  /** What happens to the folder of the sync. `others` is where the second stream's rejected records are. */
  readonly harm: (folder: string) => void;
  readonly shell?: string;
}

/** Root may write anywhere, unless it gives up that right. */
const WITHOUT_ROOTS_RIGHTS =
  '[ "$(id -u)" = 0 ] && exec setpriv --bounding-set=-dac_override,-dac_read_search "$@"; exec "$@"';

test.each<BrokenFolder>([
  { code: "ENOENT", harm: (folder) => rmSync(folder, { recursive: true }) },
  { code: "EEXIST", harm: (folder) => writeFileSync(path.join(folder, "others"), "") },
  { code: "EACCES", harm: (folder) => chmodSync(folder, 0o500), shell: WITHOUT_ROOTS_RIGHTS },
])(
  "a folder of rejected records that breaks while the sync runs ends it: $code",
  async ({ code, harm, ...options }) => {
    const account = await simulatedAccount(UNTHROTTLED);
    const folder = path.join(temporaryFolder(), "rejects");
    mkdirSync(folder);
    const connector = await startWrite(account, {
      ...options,
      settings: { ...rejectsIn(folder), streams: [{ name: "others", object: "users" }] },
      streams: [USERS, OTHERS],
      env: { FLUSH_INTERVAL_SECONDS: "0.2" },
    });
    await connector.send([record({ external_id: "u1", name: "User" }), record({ name: "No key" }), streamState(1)]);
    await connector.seen(isState);
    harm(path.join(folder, "1"));
    const stream = code === "ENOENT" ? USERS : OTHERS;
    await connector.send([
      record({ external_id: "u2", name: "User" }, stream),
      record({ name: "No key" }, stream),
      streamState(2, stream),
    ]);
    const end = await connector.ended;
    expect({ code: end.code, stderr: end.stderr, states: end.output.states.length }).toEqual({
      code: 1,
      stderr: "",
      states: 1,
    });
    expect(end.output.errors).toMatchObject([
      { failure_type: "config_error", message: expect.stringContaining(`(${folder}): ${code}.`) as unknown },
    ]);
  },
);

test("1,500 streams with a rejected record each need few open files, and a second record goes to its stream's file", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const folder = temporaryFolder();
  const streams: StreamName[] = Array.from({ length: 1500 }, (_, index) => ({ name: `users_${index}` }));
  const entries = streams.map(({ name }) => ({ name, object: "users" }));
  const rejected = (round: number) => streams.map((stream) => record({ notes: `round ${round}` }, stream));
  const end = await write(account, [...rejected(1), ...rejected(2)], {
    settings: { ...rejectsIn(folder), streams: entries },
    streams,
    shell: 'ulimit -n 100; exec "$@"',
  });
  expect({ code: end.code, stderr: end.stderr, errors: end.output.errors }).toEqual({
    code: 0,
    stderr: "",
    errors: [],
  });
  expect(rejectedIn(folder)).toHaveLength(3000);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl"));
  expect(files).toHaveLength(1500);
});

test("an impossible folder ends a sync before anything is written", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const input = [record({ external_id: "u1", name: "User" }), streamState(1)];
  const end = await write(account, input, { settings: rejectsIn("/proc/no/such/folder") });
  expect({ code: end.code, users: usersOf(account.simulator), states: end.output.states }).toEqual({
    code: 1,
    users: [],
    states: [],
  });
  expect(end.output.errors).toMatchObject([{ failure_type: "config_error" }]);
});

test("rejected records of a dry run are stored separately from those of a real sync", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const folder = temporaryFolder();
  await write(account, [record({ name: "No key" })], { settings: { ...rejectsIn(folder), dry_run: true } });
  expect(readdirSync(folder)).toEqual(["dry-run-1"]);
  expect(rejectedIn(folder)).toHaveLength(1);
});
