import { describe, expect, test, vi } from "vitest";
import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import {
  type ConfiguredStream,
  type RecordData,
  type StreamName,
  record,
  streamState,
} from "../../testing/input/airbyte-messages.ts";
import { isState } from "airbyte-cdk-typescript/testing";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import { simulatedAccount, startWrite } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

const FIRST = 1000;

type Maker = (index: number) => RecordData;
const good: Maker = (index) => ({ external_id: `good-${index}`, name: `Good Person ${index}` });
/** Refused here, without a request. */
const keyless: Maker = (index) => ({ name: `Keyless Person ${index}` });
/** Refused by Zendesk, in bulk jobs. */
const nameless: Maker = (index) => ({ external_id: `nameless-${index}` });
const deleted: Maker = (index) => ({ ...good(index), _ab_cdc_deleted_at: "2026-11-01T00:00:00Z" });

/** This many records, with a state after every hundredth and after the last. */
function lines(count: number, make: Maker, stream?: StreamName): readonly string[] {
  return Array.from({ length: count }, (_, index) => index + 1).flatMap((number) => {
    const isCheckpoint = number % 100 === 0 || number === count;
    return [record(make(number), stream), ...(isCheckpoint ? [streamState(number, stream)] : [])];
  });
}

interface SyncOptions {
  readonly streams?: readonly ConfiguredStream[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

async function sync(input: readonly string[], { streams, settings }: SyncOptions = {}) {
  const folder = temporaryFolder();
  const end = await syncOnVirtualTime({
    simulator: new ZendeskSimulator(UNTHROTTLED),
    settings: { object_storage_config: { storage_type: "Local", path: folder }, ...settings },
    ...(streams && { streams }),
    input,
  });
  const cursors = end.output.states.map(({ stream }) => stream?.stream_state?.cursor);
  // Virtual time does not wait for the disk: a line may still be written.
  const rejected = await vi.waitFor(() => rejectedIn(folder).length);
  return { ...end, cursors, rejected };
}

describe("a stream whose first 1,000 records are all rejected ends the sync and holds back its states", () => {
  test.each<[what: string, input: readonly string[]]>([
    ["before they are sent", lines(FIRST, keyless)],
    ["by Zendesk", lines(FIRST, nameless)],
    ["in either way", lines(FIRST, (index) => (index % 2 === 0 ? keyless : nameless)(index))],
    ["though the next one is good", [...lines(FIRST, keyless), record(good(1)), streamState(FIRST + 1)]],
    ["though more come", lines(3 * FIRST, nameless)],
  ])("%s", async (_what, input) => {
    const { code, cursors, output, rejected } = await sync(input);
    expect({ code, cursors }).toEqual({ code: 1, cursors: [] });
    expect(output.errors).toEqual([
      expect.objectContaining({
        failure_type: "config_error",
        message: expect.stringMatching(/first 1,000 records of the stream "users" were all rejected.*mapping/),
      }),
    ]);
    // The person who fixes the mapping sees what was wrong with each one.
    expect(rejected).toBeGreaterThanOrEqual(FIRST);
  });

  test("even if another stream is written, whose states are returned", async () => {
    const [fine, wrong] = [{ name: "fine" }, { name: "wrong" }];
    const input = [...lines(200, good, fine), ...lines(FIRST, keyless, wrong)];
    const streams = [fine, wrong].map(({ name }) => ({ name, object: "users" }));
    const { code, output } = await sync(input, { streams });
    const of = output.states.map(({ stream }) => stream?.stream_descriptor.name);
    expect({ code, of: [...new Set(of)], errors: output.errors.length }).toEqual({ code: 1, of: ["fine"], errors: 1 });
  });
});

describe("a sync continues", () => {
  const everyHundred = (count: number): number[] => [
    ...new Set([...Array.from({ length: Math.floor(count / 100) }, (_, index) => (index + 1) * 100), count]),
  ];

  test.each<[what: string, input: readonly string[], cursors: readonly number[], rejected: number]>([
    ["when all of 19 records are rejected", lines(19, keyless), [19], 19],
    ["when all of 19 records are refused by Zendesk", lines(19, nameless), [19], 19],
    [
      "when the last of 20 records is the first good one",
      lines(20, (index) => (index === 20 ? good : keyless)(index)),
      [20],
      19,
    ],
    [
      "when the 1,000th record is the first good one",
      lines(FIRST, (index) => (index === FIRST ? good : keyless)(index)),
      everyHundred(FIRST),
      999,
    ],
    [
      "when 2,000 are rejected after a good one",
      lines(2001, (index) => (index === 1 ? good : keyless)(index)),
      everyHundred(2001),
      2000,
    ],
    [
      "when one of the first is ignored as deleted at the source",
      lines(1500, (index) => (index === 500 ? deleted : keyless)(index)),
      everyHundred(1500),
      1499,
    ],
  ])("%s", async (_what, input, cursors, rejected) => {
    const end = await sync(input);
    expect({ code: end.code, errors: end.output.errors }).toEqual({ code: 0, errors: [] });
    expect({ cursors: end.cursors, rejected: end.rejected }).toEqual({ cursors, rejected });
    expect(end.output.counts).toMatchObject({ rejected });
  });
});

describe("a stream whose records were all rejected when the input ends fails the sync and holds back its states", () => {
  test.each<[what: string, input: readonly string[], count: string]>([
    ["from 20 records on", lines(20, keyless), "20"],
    ["when Zendesk refused them", lines(20, nameless), "20"],
    ["up to 999 records", lines(999, keyless), "999"],
    ["when Zendesk refused 999", lines(999, nameless), "999"],
  ])("%s", async (_what, input, count) => {
    const { code, cursors, output, rejected } = await sync(input);
    expect({ code, cursors, rejected }).toEqual({ code: 1, cursors: [], rejected: Number(count) });
    expect(output.errors).toEqual([
      expect.objectContaining({
        failure_type: "config_error",
        message: expect.stringContaining(`All ${count} records of the stream "users" were rejected`),
      }),
    ]);
  });

  test("and the states of other streams are returned, those with few rejected records included", async () => {
    const [fine, few, wrong] = [{ name: "fine" }, { name: "few" }, { name: "wrong" }];
    const streams = [fine, few, wrong].map(({ name }) => ({ name, object: "users" }));
    const input = [...lines(5, good, fine), ...lines(25, keyless, wrong), ...lines(3, keyless, few)];
    const { code, output } = await sync(input, { streams });
    const of = output.states.map(({ stream }) => stream?.stream_descriptor.name);
    expect({ code, of }).toEqual({ code: 1, of: ["fine", "few"] });
    expect(output.errors).toEqual([expect.objectContaining({ message: expect.stringContaining('stream "wrong"') })]);
    expect(output.warnings).toContainEqual(
      expect.stringContaining('All records of the stream "few" (3 records) were rejected.'),
    );
  });

  test("even if many streams together hold more than 20,000 records", async () => {
    const streams = Array.from({ length: 850 }, (_, index) => ({ name: `wrong_${index}`, object: "users" }));
    const settings = { object_storage_config: { storage_type: "None" } };
    const { code, cursors } = await sync(
      streams.flatMap(({ name }) => lines(25, keyless, { name })),
      { streams, settings },
    );
    expect({ code, cursors }).toEqual({ code: 1, cursors: [] });
  });

  test("or says that some have left, if they are larger than what can wait", async () => {
    const pad = "x".repeat(1_000_000);
    const state = (cursor: number): string =>
      JSON.stringify({
        type: "STATE",
        state: { type: "GLOBAL", global: { shared_state: { cursor, pad }, stream_states: [] } },
      });
    const input = Array.from({ length: 30 }, (_, index) => [record(keyless(index)), state(index)]).flat();
    const { code, output, rejected } = await sync(input);
    expect({ code, rejected }).toEqual({ code: 1, rejected: 30 });
    expect(output.states.length).toBeLessThan(30);
    expect(output.errors).toEqual([
      expect.objectContaining({
        failure_type: "config_error",
        message: expect.stringMatching(
          /first 30 records of the stream "users" were rejected.*States were returned for some/,
        ),
      }),
    ]);
  });

  test("even in a dry run", async () => {
    const { code, output } = await sync(lines(20, keyless), { settings: { dry_run: true } });
    expect({ code, type: output.errors[0]?.failure_type }).toEqual({ code: 1, type: "config_error" });
  });
});

describe("input that is cut off after records that were all rejected", () => {
  const cut = '{"type":"RECO';

  test.each<[what: string, input: readonly string[], cursors: readonly number[]]>([
    ["holds the states of 20 records", lines(20, keyless), []],
    ["holds the states of 999 records that Zendesk refused", lines(999, nameless), []],
    ["returns the states of 19 records", lines(19, keyless), [19]],
    [
      "returns the states of 20 records if one was written",
      lines(20, (index) => (index === 1 ? good : keyless)(index)),
      [20],
    ],
  ])("%s, and ends the sync with the error about the input", async (_what, input, cursors) => {
    const { code, output, ...end } = await sync([...input, cut]);
    expect({ code, cursors: end.cursors }).toEqual({ code: 1, cursors });
    expect(output.errors).toEqual([
      expect.objectContaining({
        failure_type: "system_error",
        message: expect.stringContaining(`Line ${input.length + 1} of the input`),
      }),
    ]);
    expect(end.rejected).toBeGreaterThanOrEqual(19);
  });

  test("says which streams these are, and returns the states of the others", async () => {
    const [fine, wrong] = [{ name: "fine" }, { name: "wrong" }];
    const streams = [fine, wrong].map(({ name }) => ({ name, object: "users" }));
    const input = [...lines(25, keyless, wrong), ...lines(5, good, fine), '{"type":"STATE"}'];
    const { code, output } = await sync(input, { streams });
    const of = output.states.map(({ stream }) => stream?.stream_descriptor.name);
    expect({ code, of, type: output.errors[0]?.failure_type }).toEqual({ code: 1, of: ["fine"], type: "system_error" });
    expect(output.warnings).toContainEqual(
      expect.stringMatching(/^All records of the stream "wrong" \(25 records\) were rejected before .* held back/),
    );
  });
});

describe("a sync that rejected records and stored none says so", () => {
  const nowhere = { object_storage_config: { storage_type: "None" } };
  const kept = /rejected records? (?:was|were) not stored/;

  test.each<[what: string, input: readonly string[], settings: SyncOptions["settings"], warnings: readonly unknown[]]>([
    ["when one of many is", [...lines(5, good), record(keyless(1))], nowhere, [/^1 rejected record was not stored/]],
    ["when several are", [...lines(5, good), ...lines(2, keyless)], nowhere, [/^2 rejected records were not stored/]],
    ["but not when none is", lines(5, good), nowhere, []],
    ["but not when they are kept", [...lines(5, good), ...lines(2, keyless)], {}, []],
  ])("%s", async (_what, input, settings, warnings) => {
    const { output } = await sync(input, settings && { settings });
    expect(output.warnings.filter((warning) => kept.test(warning))).toEqual(
      warnings.map((pattern) => expect.stringMatching(pattern as RegExp) as unknown),
    );
  });
});

test("an insert stream that was killed after 1,000 records and before a state continues when it is resumed", async () => {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  const inserts = { name: "people", mode: "append", object: "users" } as const;
  const records = Array.from({ length: 1200 }, (_, index) => record(good(index), inserts));
  const killed = await syncOnVirtualTime({ simulator, streams: [inserts], input: records });
  const input = [...records, record(good(1200), inserts), streamState(1, inserts)];
  const resumed = await syncOnVirtualTime({ simulator, streams: [inserts], input, startAt: killed.endedAt });
  expect({ code: resumed.code, errors: resumed.output.errors }).toEqual({ code: 0, errors: [] });
  expect(resumed.output.counts).toMatchObject({ created: 1, rejected: 1200 });
});

test("the states held for 999 rejected records are returned when the next one is written, while the input is open", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const connector = await startWrite(account, { env: { FLUSH_INTERVAL_SECONDS: "1" } });
  await connector.send(lines(999, keyless));
  await connector.send([record(good(1)), streamState(FIRST)]);
  await connector.seen(isState, 11);
  connector.endInput();
  const { code, output } = await connector.ended;
  expect(code).toBe(0);
  expect(output.counts).toMatchObject({ created: 1, rejected: 999 });
});

test("a SIGTERM while all records so far are rejected returns no state for them", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const [wrong, fine] = [{ name: "wrong" }, { name: "fine" }];
  const streams = [wrong, fine].map(({ name }) => ({ name, object: "users" }));
  const connector = await startWrite(account, { streams, env: { FLUSH_INTERVAL_SECONDS: "1" } });
  await connector.send([...lines(10, keyless, wrong), ...lines(1, good, fine)]);
  // By then, everything before it has been read.
  await connector.seen(isState);
  connector.kill("SIGTERM");
  const { output, signal } = await connector.ended;
  const of = output.states.map(({ stream }) => stream?.stream_descriptor.name);
  expect({ signal, of }).toEqual({ signal: "SIGTERM", of: ["fine"] });
});
