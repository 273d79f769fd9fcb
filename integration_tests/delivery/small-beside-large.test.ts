import { UNTHROTTLED, ZendeskSimulator } from "zendesk-simulator";
import { expect, test } from "vitest";
import { requestLog } from "../../testing/account/request-log.ts";
import { seedOrganizations, seedUsers } from "../../testing/account/simulated-account.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";
import { type ConfiguredStream, type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";

const BEFORE = 5000;
const AFTER = 4000;

interface Large {
  readonly stream: ConfiguredStream;
  readonly job: string;
  readonly record: (number: number) => RecordData;
}

const USERS: Large = {
  stream: { name: "large", object: "users", mode: "append_dedup", primaryKey: "external_id" },
  job: "POST users/create_or_update_many",
  record: (number) => ({ external_id: `u-${number}`, name: "User" }),
};
const MANY_MEMBERSHIPS: Large = {
  stream: { name: "large", object: "organization_memberships", mode: "append_dedup" },
  job: "POST organization_memberships/create_many",
  record: (number) => ({ "user.external_id": `m-${number}`, "organization.external_id": "org-0" }),
};

const small = (object: string, mode: ConfiguredStream["mode"] = "append_dedup"): ConfiguredStream => ({
  name: "small",
  object,
  mode,
  ...(object !== "organization_memberships" && { primaryKey: "external_id" }),
});

/** An account with users and organizations to name. */
function accountWith(fault: ReturnType<typeof requestLog>["fault"]): ZendeskSimulator {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [fault] });
  const members = Array.from({ length: BEFORE + AFTER }, (_, number) => ({ name: "M", external_id: `m-${number}` }));
  seedUsers(simulator, [{ name: "Known", external_id: "known" }, ...members], VIRTUAL_START);
  const organizations = Array.from({ length: 10 }, (_, number) => ({
    name: `Known ${number}`,
    external_id: `org-${number}`,
  }));
  seedOrganizations(simulator, organizations, VIRTUAL_START);
  simulator.account.customObjects.define({
    key: "order",
    fields: [{ key: "customer", type: "lookup", target: "zen:user" }],
  });
  return simulator;
}

/** The records of the small stream come in the middle of those of the large one. */
function* inputOf(large: Large, { records, stream }: Small, onSmallEnd: () => void): Generator<string> {
  const line = (number: number): string => record(large.record(number), large.stream);
  for (let number = 0; number < BEFORE; number++) yield line(number);
  for (const data of records) yield record(data, stream);
  yield streamState(1, stream);
  onSmallEnd();
  for (let number = 0; number < AFTER; number++) yield line(BEFORE + number);
  yield streamState(1, large.stream);
}

interface Small {
  readonly stream: ConfiguredStream;
  readonly records: readonly RecordData[];
}

const ten = (make: (number: number) => RecordData): readonly RecordData[] =>
  Array.from({ length: 10 }, (_, number) => make(number));

const NEW_USERS = ten((number) => ({ external_id: `s-${number}`, name: "Small" }));
const ORDERS = ten((number) => ({
  external_id: `o-${number}`,
  name: "Order",
  "custom_object_fields.customer": "known",
}));
const TICKETS = ten((number) => ({ external_id: `t-${number}`, subject: "Ticket", "requester.external_id": "known" }));
const MEMBERSHIPS = ten((number) => ({ "user.external_id": "known", "organization.external_id": `org-${number}` }));
const NEW_ORGANIZATIONS = ten((number) => ({ external_id: `n-${number}`, name: `New ${number}` }));
/** From the last record of the large stream to one far ahead of it. */
const OF_LARGE_USERS = ten((number) => ({
  ...TICKETS[number],
  "requester.external_id": `u-${BEFORE - number * 100 - 1}`,
}));

const OF_LARGE_MEMBERSHIPS = ten((number) => ({
  ...TICKETS[number],
  "requester.external_id": `m-${BEFORE - number * 100 - 1}`,
  "organization.external_id": "org-0",
}));

/** At 100 records per second, a large job is sent each second, and a flush interval of 2 s takes two. */
test.each<[what: string, most: number, stream: ConfiguredStream, records: readonly RecordData[], large: Large]>([
  ["users", 4, small("users"), NEW_USERS, USERS],
  ["users to insert", 4, small("users", "append"), NEW_USERS, USERS],
  ["organizations", 4, small("organizations"), NEW_ORGANIZATIONS, USERS],
  ["memberships", 4, small("organization_memberships"), MEMBERSHIPS, USERS],
  ["custom object records", 4, small("custom_objects/order"), ORDERS, USERS],
  ["tickets", 5, small("tickets"), TICKETS, USERS],
  ["tickets that wait for users of the large stream", 9, small("tickets"), OF_LARGE_USERS, USERS],
  ["tickets that wait for memberships of it", 9, small("tickets"), OF_LARGE_MEMBERSHIPS, MANY_MEMBERSHIPS],
])(
  "the state behind ten %s waits for at most %i jobs of a large stream",
  async (_what, most, stream, records, large) => {
    const log = requestLog();
    const largeJobs = (): number => log.of(large.job).length;
    const jobs = { atEnd: Infinity, atState: Infinity };
    const { output } = await syncOnVirtualTime({
      simulator: accountWith(log.fault),
      streams: [large.stream, stream],
      env: { FLUSH_INTERVAL_SECONDS: "2" },
      settings: { max_records_per_second: 100 },
      input: inputOf(large, { records, stream }, () => (jobs.atEnd = largeJobs())),
      onOutput: (bytes) => {
        if (bytes.includes('"STATE"') && bytes.includes('"small"')) jobs.atState = largeJobs();
      },
    });
    expect(jobs.atState - jobs.atEnd).toBeLessThanOrEqual(most);
    expect(largeJobs()).toBeGreaterThan(jobs.atState + 30);
    expect(output.counts).toMatchObject({ rejected: 0, written: BEFORE + AFTER + records.length });
  },
);
