import { expect, test } from "vitest";
import { UNTHROTTLED, ZendeskSimulator, type Fault } from "zendesk-simulator";
import { rejectedIn } from "../../testing/connector/rejected-records.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";
import { type RecordData, record } from "../../testing/input/airbyte-messages.ts";

const LONG = "x".repeat(9000);

/** How servers answer to URLs of more than 8 kB. */
const refusesLongUrls: Fault = {
  before: ({ path }) => (path.length > 8192 ? { status: 414, headers: {}, body: "" } : undefined),
};

test.each<[object: string, field: string, data: RecordData]>([
  ["users", "organization", { external_id: "u", name: "User", organization: LONG }],
  ["users", "organization.name", { external_id: "u", name: "User", "organization.name": LONG }],
  ["users", "organizations", { external_id: "u", name: "User", organizations: [LONG] }],
  ["users", "user_fields.referred_by", { external_id: "u", name: "User", "user_fields.referred_by": LONG }],
  ["tickets", "requester", { external_id: "t", subject: "Ticket", requester: `${LONG}@example.com` }],
  ["tickets", "assignee.external_id", { external_id: "t", subject: "Ticket", "assignee.external_id": LONG }],
  ["tickets", "comment", { external_id: "t", comment: { body: "Hello", author: { external_id: LONG } } }],
  ["organization_memberships", "user.external_id", { "user.external_id": LONG, "organization.name": "Acme" }],
])("a record of %s with a key of 9,000 characters in %s is invalid", async (object, field, data) => {
  const folder = temporaryFolder();
  const stream = { name: object };
  const { code } = await syncOnVirtualTime({
    simulator: new ZendeskSimulator({ ...UNTHROTTLED, faults: [refusesLongUrls] }),
    streams: [stream],
    settings: { object_storage_config: { storage_type: "Local", path: folder } },
    input: [record(data, stream)],
  });
  expect(code).toBe(0);
  expect(rejectedIn(folder)).toMatchObject([
    {
      rejected_reason: "invalid_value",
      rejected_field: field,
      rejected_message: expect.stringContaining("255 characters") as unknown,
    },
  ]);
});
