import { expect, test } from "vitest";
import { ZendeskSimulator } from "zendesk-simulator";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { type KeysOf, heldValues, lastValues, personRecords, trickle } from "./person-records.ts";
import { SeededRandom } from "../../testing/input/seeded-random.ts";
import { usersOf } from "../../testing/account/simulated-account.ts";
import { syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

const PEOPLE = 200;
const TURNS = 5;
const SEEDS = Array.from({ length: 50 }, (_, index) => index + 1);

/** How a person's records are keyed; a quarter of the people each. */
const KEYINGS: readonly KeysOf[] = [
  (person) => ({ external_id: `c-${person}` }),
  (person) => ({ email: `c-${person}@example.com` }),
  (person, _turn, random) => ({
    external_id: anyCase(`c-${person}`, random),
    email: anyCase(`c-${person}@example.com`, random),
  }),
  // The first record links the two keys; later ones may have only one of them.
  (person, turn, random) => {
    const keys = { external_id: `c-${person}`, email: `c-${person}@example.com` };
    if (turn === 0 || random.happens(0.2)) return keys;
    return random.happens(0.5) ? { external_id: keys.external_id } : { email: keys.email };
  },
];

const keysOf: KeysOf = (person, turn, random) => KEYINGS[person % KEYINGS.length]?.(person, turn, random) ?? {};

test.each(SEEDS)("the last of each person's five records wins, whichever job ends first (seed %i)", async (seed) => {
  const random = new SeededRandom(seed);
  const records = personRecords(PEOPLE, TURNS, keysOf, random);
  // From a moment to long after later jobs have ended.
  const jobDelaySeconds = { min: 0, max: 20 };
  const simulator = new ZendeskSimulator({ seed, requestsPerMinute: 0, jobDelaySeconds, rowMilliseconds: 5 });
  const sync = await syncOnVirtualTime({
    simulator,
    seed,
    settings: { max_concurrent_jobs: 10 },
    env: { FLUSH_INTERVAL_SECONDS: "2" },
    input: trickle([...records.map(({ data }) => record(data)), streamState(1)], random),
  });

  expect(sync.code).toBe(0);
  expect(sync.output.counts).toMatchObject({ created: PEOPLE, updated: PEOPLE * (TURNS - 1), rejected: 0 });
  expect(heldValues(usersOf(simulator, sync.endedAt))).toEqual(lastValues(records));
  // Otherwise the jobs ended in order, and nothing was tested.
  const accepted = simulator.account.jobs.records.map(({ acceptedAt }) => acceptedAt);
  expect(accepted).not.toEqual(accepted.toSorted((a, b) => a - b));
});

function anyCase(text: string, random: SeededRandom): string {
  return Array.from(text)
    .map((letter) => (random.happens(0.5) ? letter.toUpperCase() : letter))
    .join("");
}
