import { expect, test } from "vitest";
import { ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { type KeysOf, type PersonRecord, personRecords, trickle } from "./person-records.ts";
import { SeededRandom } from "../../testing/input/seeded-random.ts";
import { credentialsFor } from "../../testing/connector/connector-config.ts";
import { type SimulatedUser, usersOf } from "../../testing/account/simulated-account.ts";
import { syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

/**
 * Keys that later, and only sometimes, turn out to belong to one person. Whether a record is accepted depends on the
 * order.
 */
const tangledKeys: KeysOf = (person, _turn, random) => {
  const neighbour = random.happens(0.1) ? person + 1 : person;
  const keys = { external_id: `c-${person}`, email: `c-${neighbour}@example.com` };
  if (random.happens(0.3)) return keys;
  return random.happens(0.5) ? { external_id: keys.external_id } : { email: keys.email };
};

test.each(SEEDS)("Zendesk holds the same as if the records had been sent one by one (seed %i)", async (seed) => {
  const random = new SeededRandom(seed);
  const records = personRecords(60, 4, tangledKeys, random);
  const simulator = new ZendeskSimulator({ seed, requestsPerMinute: 0, jobDelaySeconds: { min: 0, max: 20 } });
  const sync = await syncOnVirtualTime({
    simulator,
    seed,
    settings: { max_concurrent_jobs: 10 },
    env: { FLUSH_INTERVAL_SECONDS: "2" },
    input: trickle([...records.map(({ data }) => record(data)), streamState(1)], random),
  });

  const oneByOne = sentOneByOne(records);
  expect(sync.code).toBe(0);
  expect(sync.output.counts).toMatchObject(oneByOne.counts);
  expect(comparable(usersOf(simulator, sync.endedAt))).toEqual(oneByOne.users);
});

/** The same records in separate requests, each done before the next. */
function sentOneByOne(records: readonly PersonRecord[]) {
  const simulator = new ZendeskSimulator(UNTHROTTLED);
  const { email, api_token } = credentialsFor(simulator.account.credentials.credentials).api_token;
  const authorization = `Basic ${Buffer.from(`${email}/token:${api_token}`).toString("base64")}`;
  for (const [time, { data }] of records.entries()) {
    const body = JSON.stringify({ users: [userOf(data)] });
    simulator.handle(
      { method: "POST", path: "/api/v2/users/create_or_update_many", headers: { authorization }, body },
      time,
    );
  }
  const users = usersOf(simulator, records.length);
  const rejected = simulator.account.jobs.records.reduce((sum, { failedRows }) => sum + failedRows, 0);
  const created = users.length;
  const counts = { created, rejected, updated: records.length - created - rejected };
  return { users: comparable(users), counts };
}

function userOf(data: PersonRecord["data"]) {
  const columns = Object.entries(data);
  const isCustom = ([column]: readonly [string, unknown]): boolean => column.startsWith("user_fields.");
  const custom = columns.filter(isCustom).map(([column, value]) => [column.slice("user_fields.".length), value]);
  return {
    ...Object.fromEntries(columns.filter((column) => !isCustom(column))),
    user_fields: Object.fromEntries(custom),
  };
}

/** Users without what depends on the order in which they were created. */
function comparable(users: readonly SimulatedUser[]): readonly unknown[] {
  return users
    .map(({ name, external_id, email, notes, details, alias, user_fields, identities }) => {
      const addresses = identities.map(({ value }) => value);
      return JSON.stringify({ name, external_id, email, addresses, notes, details, alias, user_fields });
    })
    .toSorted();
}
