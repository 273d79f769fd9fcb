import { expect, test } from "vitest";
import { type Fault, type StartedSimulator, UNTHROTTLED } from "zendesk-simulator";
import { type ConfiguredStream, type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { type RejectedRecord, rejectedIn } from "../../testing/connector/rejected-records.ts";
import { seedUsers, simulatedAccount, usersOf, write } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";

const STREAMS: readonly ConfiguredStream[] = [
  { name: "users" },
  { name: "inserted", object: "users", mode: "append", primaryKey: "external_id" },
  { name: "updated", object: "users", mode: "update", primaryKey: "external_id" },
  { name: "deleted", object: "users", mode: "soft_delete", primaryKey: "external_id" },
];

const SEEDS = [
  { name: "Anna Known", external_id: "anna" },
  { name: "Bert Owner", external_id: "bert", email: "bert@example.com" },
  { name: "Carl Agent", external_id: "carl", role: "agent" },
  { name: "Dora Leaver", external_id: "dora" },
];

interface Case {
  readonly reason: string;
  readonly field: string | null;
  readonly stream: string;
  readonly data: RecordData;
  /** What the reader of the reject file changes; nothing if only the account had to change. */
  readonly correction: RecordData;
}

/** Every reason, with a record that is rejected for it. */
const CASES: readonly Case[] = [
  reject("missing_key", "external_id", "users", { name: "Keyless", email: " " }, { email: "keyless@example.com" }),
  reject("missing_required_field", "name", "users", { external_id: "nameless", notes: "kept" }, { name: "Named Now" }),
  reject(
    "invalid_value",
    "phone",
    "users",
    { external_id: "p", name: "Phone", phone: "none" },
    { phone: "4155552671" },
  ),
  reject(
    "invalid_value",
    "user_fields.loyalty_tier",
    "users",
    { external_id: "t", name: "Tier", "user_fields.loyalty_tier": "Tin" },
    { "user_fields.loyalty_tier": "Gold" },
  ),
  reject(
    "unknown_field",
    "user_fields.loyalti_tier",
    "users",
    { external_id: "u", name: "Ursula", user_fields: { loyalti_tier: "Gold" } },
    { user_fields: { loyalty_tier: "Gold" } },
  ),
  reject(
    "not_found",
    "organization",
    "users",
    { external_id: "o", name: "Placed", organization: "Nowhere" },
    { organization: null },
  ),
  reject(
    "duplicate_value",
    "email",
    "users",
    { external_id: "anna", name: "Anna", email: "bert@example.com" },
    { email: "anna@example.com" },
  ),
  reject("permission_denied", null, "users", { external_id: "forbidden-1", name: "Forrest" }, {}),
  reject("zendesk_error", null, "users", { external_id: "faulty-1", name: "Fausto" }, {}),
  reject(
    "already_exists",
    "external_id",
    "inserted",
    { external_id: "bert", name: "Second Bert" },
    { external_id: "bert-2" },
  ),
  reject("not_found", "external_id", "updated", { external_id: "bertt", notes: "misspelt" }, { external_id: "bert" }),
  reject("protected", null, "deleted", { external_id: "carl" }, { external_id: "dora" }),
];

function reject(reason: string, field: string | null, stream: string, data: RecordData, correction: RecordData): Case {
  return { reason, field, stream, data, correction };
}

/** While this is on, the rows with these names fail with these codes. */
function rowFaults(isOn: () => boolean): Fault {
  const codes: Readonly<Record<string, string>> = { "forbidden-1": "PermissionDenied", "faulty-1": "Oops" };
  const rows: (string | undefined)[] = [];
  return {
    before: ({ path, body }) => {
      if (!isOn() || !path.startsWith("/api/v2/users/create_or_update_many")) return undefined;
      if (typeof body !== "string") return undefined;
      const { users } = JSON.parse(body) as { users: readonly { external_id?: string }[] };
      if (!users.some(({ external_id }) => external_id !== undefined && external_id in codes)) return undefined;
      rows.splice(0, rows.length, ...users.map(({ external_id }) => codes[external_id ?? ""]));
      return undefined;
    },
    after: ({ path }, answer) => {
      if (!isOn() || !path.startsWith("/api/v2/job_statuses") || !answer.body.includes('"completed"')) return undefined;
      const body = JSON.parse(answer.body) as { job_statuses?: { results: object[] | null }[] };
      for (const job of body.job_statuses ?? []) {
        if (job.results?.length !== rows.length) continue;
        job.results = job.results.map((result, index) => {
          const error = rows[index];
          return error === undefined ? result : { index, error, details: "it did not work", success: false };
        });
      }
      return { ...answer, body: JSON.stringify(body) };
    },
  };
}

async function sync(account: StartedSimulator, records: readonly { stream: string; data: RecordData }[]) {
  const folder = temporaryFolder();
  const states = STREAMS.map((stream) => streamState(1, { name: stream.name }));
  const input = [...records.map(({ data, stream }) => record(data, { name: stream })), ...states];
  const settings = { object_storage_config: { storage_type: "Local", path: folder } };
  const { code, output } = await write(account, input, { settings, streams: STREAMS });
  expect(code).toBe(0);
  return { counts: output.counts, rejects: rejectedIn(folder) };
}

const described = ({ record: data, rejected_field, rejected_reason, stream }: RejectedRecord) => ({
  reason: rejected_reason,
  field: rejected_field,
  stream,
  data,
});

const sorted = (items: readonly object[]) => items.map((item) => JSON.stringify(item)).toSorted();

test("the reject file is all that is needed to fix and resend records of every reason", async () => {
  const moment = { isBroken: true };
  const account = await simulatedAccount({ ...UNTHROTTLED, faults: [rowFaults(() => moment.isBroken)] });
  seedUsers(account.simulator, SEEDS);
  const first = await sync(account, CASES);
  expect(sorted(first.rejects.map(described))).toEqual(
    sorted(CASES.map(({ data, field, reason, stream }) => ({ reason, field, stream, data }))),
  );
  expect(first.counts).toMatchObject({ written: 0, rejected: CASES.length });
  for (const { rejected_message } of first.rejects) expect(rejected_message).toMatch(/^[A-Z].{20,}/);

  moment.isBroken = false;
  const corrected = first.rejects.map(({ stream, record: data, rejected_field, rejected_reason }) => {
    const found = CASES.find(
      (each) => each.reason === rejected_reason && each.field === rejected_field && each.stream === stream,
    );
    return { stream, data: { ...data, ...found?.correction } };
  });
  const second = await sync(account, corrected);
  expect(second.rejects).toEqual([]);
  expect(second.counts).toMatchObject({ written: CASES.length, rejected: 0, deleted: 1, unchanged: 0 });

  const held = usersOf(account.simulator).map(({ email, external_id }) => external_id ?? email ?? "");
  const expected = [
    "anna",
    "bert",
    "carl",
    "keyless@example.com",
    "nameless",
    "p",
    "t",
    "u",
    "o",
    "forbidden-1",
    "faulty-1",
  ];
  expect(held.toSorted()).toEqual([...expected, "bert-2"].toSorted());
});
