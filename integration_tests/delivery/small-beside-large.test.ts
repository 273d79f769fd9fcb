import { UNTHROTTLED, ZendeskSimulator } from "zendesk-simulator";
import { expect, test } from "vitest";
import { requestLog } from "../../testing/account/request-log.ts";
import { seedOrganizations, seedUsers } from "../../testing/account/simulated-account.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";
import { type ConfiguredStream, type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";

const LARGE: ConfiguredStream = { name: "large", object: "users", mode: "append_dedup", primaryKey: "external_id" };
const LARGE_JOB = "POST users/create_or_update_many";
const BEFORE = 5000;
const AFTER = 4000;

const small = (object: string, mode: ConfiguredStream["mode"] = "append_dedup"): ConfiguredStream => ({
  name: "small",
  object,
  mode,
  ...(object !== "organization_memberships" && { primaryKey: "external_id" }),
});

/** An account with users and organizations to name. */
function accountWith(fault: ReturnType<typeof requestLog>["fault"]): ZendeskSimulator {
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faults: [fault] });
  seedUsers(simulator, [{ name: "Known", external_id: "known" }], VIRTUAL_START);
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
function* inputOf(stream: ConfiguredStream, records: readonly RecordData[], onSmallEnd: () => void): Generator<string> {
  const user = (number: number): string => record({ external_id: `u-${number}`, name: "User" }, LARGE);
  for (let number = 0; number < BEFORE; number++) yield user(number);
  for (const data of records) yield record(data, stream);
  yield streamState(1, stream);
  onSmallEnd();
  for (let number = 0; number < AFTER; number++) yield user(BEFORE + number);
  yield streamState(1, LARGE);
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

/** At 100 records per second, a large job is sent each second, and a flush interval of 2 s takes two. */
test.each<[what: string, most: number, stream: ConfiguredStream, records: readonly RecordData[]]>([
  ["users", 4, small("users"), NEW_USERS],
  ["users to insert", 4, small("users", "append"), NEW_USERS],
  ["organizations", 4, small("organizations"), NEW_ORGANIZATIONS],
  ["memberships", 4, small("organization_memberships"), MEMBERSHIPS],
  ["custom object records", 4, small("custom_objects/order"), ORDERS],
  ["tickets", 5, small("tickets"), TICKETS],
  ["tickets that wait for users of the large stream", 9, small("tickets"), OF_LARGE_USERS],
])("the state behind ten %s waits for at most %i jobs of a large stream", async (_what, most, stream, records) => {
  const log = requestLog();
  const largeJobs = (): number => log.of(LARGE_JOB).length;
  const jobs = { atEnd: Infinity, atState: Infinity };
  const { output } = await syncOnVirtualTime({
    simulator: accountWith(log.fault),
    streams: [LARGE, stream],
    env: { FLUSH_INTERVAL_SECONDS: "2" },
    settings: { max_records_per_second: 100 },
    input: inputOf(stream, records, () => (jobs.atEnd = largeJobs())),
    onOutput: (bytes) => {
      if (bytes.includes('"STATE"') && bytes.includes('"small"')) jobs.atState = largeJobs();
    },
  });
  expect(jobs.atState - jobs.atEnd).toBeLessThanOrEqual(most);
  expect(largeJobs()).toBeGreaterThan(jobs.atState + 30);
  expect(output.counts).toMatchObject({ rejected: 0, written: BEFORE + AFTER + records.length });
});
