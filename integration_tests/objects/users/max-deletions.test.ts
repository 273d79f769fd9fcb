import { expect, test } from "vitest";
import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type ConfiguredStream, record, streamState } from "../../../testing/input/airbyte-messages.ts";
import { seedUsers, usersOf } from "../../../testing/account/simulated-account.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../../testing/connector/virtual-time.ts";

const GONE: ConfiguredStream = { name: "gone", object: "users", mode: "soft_delete", primaryKey: "external_id" };
const ALSO_GONE: ConfiguredStream = { ...GONE, name: "also_gone" };

interface Deletions {
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Numbers of the users to delete, from 0 to 149. */
  readonly gone: readonly number[];
  readonly alsoGone?: readonly number[];
}

/** A sync into an account of 150 users, and how many of them remain. */
async function deleting({ settings, gone, alsoGone = [] }: Deletions) {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  const people = Array.from({ length: 150 }, (_, index) => ({ name: `Person ${index}`, external_id: `c-${index}` }));
  seedUsers(simulator, people, VIRTUAL_START);
  const lines = (numbers: readonly number[], stream: ConfiguredStream): readonly string[] => [
    ...numbers.map((number) => record({ external_id: `c-${number}` }, stream)),
    streamState(numbers.length, stream),
  ];
  const input = [...lines(gone, GONE), ...lines(alsoGone, ALSO_GONE)];
  const streams = [GONE, ALSO_GONE];
  const end = await syncOnVirtualTime({ simulator, streams, input, ...(settings && { settings }) });
  return { ...end, left: usersOf(simulator, end.endedAt).length };
}

const upTo = (end: number, start = 0): readonly number[] =>
  Array.from({ length: end - start }, (_, index) => start + index);

test.each<[what: string, sync: Deletions, left: number, finished?: string]>([
  ["of one batch", { settings: { max_deletions: 3 }, gone: upTo(5) }, 147],
  ["of several batches", { settings: { max_deletions: 120 }, gone: upTo(150) }, 30],
  ["of several streams", { settings: { max_deletions: 10 }, gone: upTo(6), alsoGone: upTo(12, 6) }, 140, "gone"],
  ["where none is allowed", { settings: { max_deletions: 0 }, gone: [7] }, 150],
])(
  "a sync that would delete more users than it may ends before the next one: %s",
  async (_what, sync, left, finished = "also_gone") => {
    const end = await deleting(sync);
    const finishedStreams = end.output.states.map(({ stream }) => stream?.stream_descriptor.name);
    const found = { code: end.code, left: end.left, finishedStreams };
    expect(found).toEqual({ code: 1, left, finishedStreams: [finished] });
    expect(end.output.errors).toEqual([
      expect.objectContaining({
        failure_type: "config_error",
        message: expect.stringMatching(
          /more records in Zendesk than "max_deletions" allows \([\d,]+\)\..*raise "max_deletions"/,
        ),
      }),
    ]);
  },
);

test.each<[what: string, sync: Deletions, left: number]>([
  ["as many as it may", { settings: { max_deletions: 5 }, gone: upTo(5) }, 145],
  [
    "and of more who are not there, or come twice",
    { settings: { max_deletions: 3 }, gone: [...upTo(3), 500, 501, 0, 1, 502] },
    147,
  ],
  ["hundreds unless that is set", { gone: upTo(150) }, 0],
])("a sync deletes %s", async (_what, sync, left) => {
  const { code, left: found } = await deleting(sync);
  expect({ code, left: found }).toEqual({ code: 0, left });
});

test("a dry run says that a real sync would delete too many, and continues", async () => {
  const { code, left, output } = await deleting({ settings: { max_deletions: 3, dry_run: true }, gone: upTo(5) });
  expect({ code, left }).toEqual({ code: 0, left: 150 });
  expect(output.warnings).toContainEqual(
    expect.stringMatching(/^A real sync would end with an error after 3 deletions.*This input asks for 5 deletions/),
  );
});

test("a sync continues where the last one ended once the limit is raised", async () => {
  const settings = { max_deletions: 3 };
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  seedUsers(
    simulator,
    upTo(5).map((number) => ({ name: "Somebody", external_id: `c-${number}` })),
    VIRTUAL_START,
  );
  const input = [...upTo(5).map((number) => record({ external_id: `c-${number}` }, GONE)), streamState(5, GONE)];
  const first = await syncOnVirtualTime({ simulator, streams: [GONE], settings, input });
  const second = await syncOnVirtualTime({ simulator, streams: [GONE], input, startAt: first.endedAt });
  expect({ code: second.code, counts: second.output.counts }).toMatchObject({
    code: 0,
    counts: { deleted: 2, unchanged: 3 },
  });
});
