import { expect, test } from "vitest";
import { type Fault, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import {
  type ConfiguredStream,
  type RecordData,
  globalState,
  record,
  streamState,
} from "../../testing/input/airbyte-messages.ts";
import { seedUsers } from "../../testing/account/simulated-account.ts";
import { VIRTUAL_START, type VirtualSync, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

/** As large as the states of CDC sources can be. At most seventeen of them may wait. */
const LARGE = "x".repeat(1_000_000);

const large = (state: string): string => state.replace('"cursor":', `"history":"${LARGE}","cursor":`);
const person = (number: number): RecordData => ({ external_id: `u${number}`, name: `Person ${number}` });
const POISON: RecordData = { external_id: "poison", name: "Poison" };

/** A job with this record fails as a whole. */
const failedJobs: Fault = {
  job: ({ rows }) => (rows.some((row) => row["name"] === "Poison") ? { end: "failed", applied: "none" } : undefined),
};

const sync = (options: Pick<VirtualSync, "input" | "settings" | "streams"> & { simulator?: ZendeskSimulator }) =>
  syncOnVirtualTime({
    simulator: new ZendeskSimulator({ ...UNTHROTTLED, faults: [failedJobs] }),
    hangMs: 60_000,
    ...options,
  });

test("a stream whose only record is rejected does not stop a sync with large states", async () => {
  const streams: readonly ConfiguredStream[] = [{ name: "users" }, { name: "people", object: "users" }];
  const checkpoints = Array.from({ length: 30 }, (_, number) => [
    record(person(number)),
    large(globalState(number, ...streams)),
  ]);
  const input = [record({ name: "Keyless" }, { name: "people" }), ...checkpoints.flat()];
  const { code, output } = await sync({ streams, input });
  expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 30, rejected: 1 } });
  expect(output.states).toHaveLength(30);
});

test("an abandoned record ends the sync as transient if nothing is written and the waiting states reach their limit", async () => {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [failedJobs] });
  seedUsers(
    simulator,
    Array.from({ length: 30 }, (_, number) => person(number)),
    VIRTUAL_START,
  );
  const checkpoints = Array.from({ length: 30 }, (_, number) => [record(person(number)), large(streamState(number))]);
  const input = [record(POISON), ...checkpoints.flat()];
  const { code, output } = await sync({ simulator, settings: { skip_unchanged: true }, input });
  expect({ code, states: output.states }).toEqual({ code: 1, states: [] });
  expect(output.errors).toEqual([expect.objectContaining({ internal_message: "nothing_written" })]);
});

test.each([
  ["here", { name: "Keyless" }],
  ["by Zendesk", { external_id: "nameless" }],
])("an abandoned record before thousands rejected %s ends the sync as transient", async (_where, data) => {
  const others = Array.from({ length: 7000 }, (_, number) =>
    record("external_id" in data ? { external_id: `${data.external_id}-${number}` } : data),
  );
  const { code, output } = await sync({ input: [record(POISON), ...others, streamState(1)] });
  expect({ code, states: output.states }).toEqual({ code: 1, states: [] });
  expect(output.errors).toEqual([expect.objectContaining({ internal_message: "nothing_written" })]);
});
