import { type Fault, UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";
import type { DestinationEnd } from "airbyte-cdk-typescript/testing";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import { credentialsFor } from "../../testing/connector/connector-config.ts";
import { seedUsers, simulatedAccount, write } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";

const PRIVATE = "privat3";

/** Records with every outcome. Each value contains the marker. */
const RECORDS: readonly RecordData[] = [
  {
    external_id: `${PRIVATE}-1`,
    name: `${PRIVATE} Anna`,
    email: `${PRIVATE}@example.com`,
    notes: PRIVATE,
    "user_fields.shipping_address": PRIVATE,
  },
  { external_id: `${PRIVATE}-7`, name: PRIVATE, phone: PRIVATE },
  { external_id: `${PRIVATE}-8`, name: PRIVATE, organization: { external_id: PRIVATE } },
  { external_id: `${PRIVATE}-2`, name: `${PRIVATE} Malformed`, email: `${PRIVATE} is no address` },
  { external_id: `${PRIVATE}-known`, name: `${PRIVATE} Thief`, email: `${PRIVATE}-owned@example.com` },
  { external_id: `${PRIVATE}-3`, email: `${PRIVATE}-nameless@example.com` },
  { name: `${PRIVATE} without a key` },
  { external_id: { nested: PRIVATE }, name: PRIVATE },
  {
    external_id: `${PRIVATE}-4`,
    name: PRIVATE,
    "user_fields.customer_number": PRIVATE,
    "user_fields.unknown": PRIVATE,
  },
  {
    external_id: `${PRIVATE}-5`,
    name: PRIVATE,
    tags: [PRIVATE],
    role: PRIVATE,
    shoe_size: PRIVATE,
    user_fields: PRIVATE,
  },
  { external_id: `${PRIVATE}-6`, name: PRIVATE, _ab_cdc_deleted_at: PRIVATE },
];

const GARBAGE = [
  `${PRIVATE} {`,
  JSON.stringify({ type: "LOG", log: { level: "ERROR", message: PRIVATE } }),
  `["${PRIVATE}"]`,
];

/** Everything that the connector printed, except the states, which it echoes. */
function printed({ output, stderr }: DestinationEnd): string {
  return [...output.lines.filter((line) => !output.stateLines.includes(line)), stderr].join("\n");
}

test.each<[what: string, last: readonly string[], code: number]>([
  ["that goes well", [], 0],
  ["that ends with a record of an unknown stream", [record({ name: PRIVATE }, { name: "stray" })], 1],
  ["that ends with a record cut off", [record({ name: PRIVATE }).slice(0, -20)], 1],
])("no value of a record is printed by a sync %s", async (_what, last, expectedCode) => {
  const account = await simulatedAccount(UNTHROTTLED);
  seedUsers(account.simulator, [
    { name: "Known", external_id: `${PRIVATE}-known` },
    { name: "Owner", email: `${PRIVATE}-owned@example.com` },
  ]);
  const folder = temporaryFolder();
  const settings = { object_storage_config: { storage_type: "Local", path: folder } };
  const input = [...GARBAGE, ...RECORDS.map((data) => record(data)), streamState(1), ...last];
  const end = await write(account, input, { settings, env: { LOG_LEVEL: "debug" } });
  expect(end.code).toBe(expectedCode);
  expect(printed(end).toLowerCase()).not.toContain(PRIVATE);
  // If nothing was rejected, this would prove nothing.
  expect(JSON.stringify(rejectedIn(folder))).toContain(PRIVATE);
});

/** Zendesk's error texts quote the values at fault. */
const quotingRefusal = (status: number): Fault => ({
  before: ({ path }) =>
    path.startsWith("/api/v2/users/create")
      ? {
          status,
          headers: {},
          body: JSON.stringify({ error: "Invalid", description: `Email: ${PRIVATE}@example.com` }),
        }
      : undefined,
});

test.each([
  [422, 0],
  [403, 1],
])("no value of a record is printed when Zendesk answers %i and quotes it", async (status, expectedCode) => {
  const account = await simulatedAccount({ ...UNTHROTTLED, faults: [quotingRefusal(status)] });
  const settings = { object_storage_config: { storage_type: "Local", path: temporaryFolder() } };
  const end = await write(
    account,
    RECORDS.map((data) => record(data)),
    { settings, env: { LOG_LEVEL: "debug" } },
  );
  expect(end.code).toBe(expectedCode);
  expect(printed(end).toLowerCase()).not.toContain(PRIVATE);
});

test.each(["oauth2_client_credentials", "api_token", "oauth2_access_token"] as const)(
  "no secret is printed, %s",
  async (authType) => {
    const account = await simulatedAccount({ ...UNTHROTTLED, role: "end-user" });
    const credentials = credentialsFor(account.credentials)[authType];
    const end = await write(account, [], { settings: { credentials }, env: { LOG_LEVEL: "debug" } });
    expect(end.code).toBe(1);
    for (const secret of [
      account.credentials.api_token,
      account.credentials.client_secret,
      account.credentials.access_token,
    ]) {
      expect(printed(end)).not.toContain(secret);
    }
  },
);
