import { expect, test } from "vitest";
import type { Fault, ZendeskSimulator } from "zendesk-simulator";
import { organizationId, seededAccount } from "../../../testing/account/seeded-account.ts";
import { seedUsers } from "../../../testing/account/simulated-account.ts";
import { rejectedIn } from "../../../testing/connector/rejected-records.ts";
import { syncEffect } from "../../../testing/connector/sync-effect.ts";
import { temporaryFolder } from "../../../testing/connector/temporary-folder.ts";
import { VIRTUAL_START } from "../../../testing/connector/virtual-time.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";

const KNOWN = { email: "person@example.com", name: "New name" };
const NEWCOMER = { external_id: "newcomer", email: "newcomer@example.com", name: "New name" };

/** Rows of jobs at this path fail if they contain the text. */
function refusingRows(path: string, errorCode: string, text = ""): Fault {
  return {
    job: ({ rows }, request) => {
      if (!request.path.includes(path)) return undefined;
      const isRefused = (index: number): boolean => JSON.stringify(rows[index]).includes(text);
      return {
        failedRow: (index) => (isRefused(index) ? { index, error: errorCode, details: "No es posible" } : undefined),
      };
    },
  };
}

/** Requests to this path are refused if they contain the text. */
function refusingRequests(path: string, text: string): Fault {
  return {
    before: (request) =>
      request.path.includes(path) && JSON.stringify(request).includes(text)
        ? { status: 422, headers: {}, body: '{"error":"RecordInvalid","description":"no"}' }
        : undefined,
  };
}

/** A sync that keeps what it rejects. */
async function syncKeeping(account: ZendeskSimulator, records: readonly RecordData[]) {
  const folder = temporaryFolder();
  const settings = { object_storage_config: { storage_type: "Local", path: folder } };
  const effect = await syncEffect(account, records, { settings });
  const named = new Map(effect.after.map((user) => [user.external_id, user]));
  return { ...effect, named, rejects: rejectedIn(folder) };
}

/** The person and the newcomer, with these values. */
const both = (values: RecordData): readonly RecordData[] => [KNOWN, NEWCOMER].map((user) => ({ ...user, ...values }));

test.each<[field: string, values: RecordData, reason: string, fault: Fault]>([
  ["tags", { tags: ["new"] }, "zendesk_error", refusingRows("users/update_many", "RecordInvalid")],
  ["tags", { tags: ["new"] }, "permission_denied", refusingRows("users/update_many", "PermissionDenied")],
  ["tags", { tags: ["new"] }, "zendesk_error", refusingRequests("users/update_many", "")],
  ["organization", { organization: "Acme" }, "zendesk_error", refusingRows("memberships", "RecordInvalid")],
  ["organizations", { organizations: ["Acme"] }, "zendesk_error", refusingRequests("memberships/create", "")],
  ["organization.name", { "organization.name": "Acme" }, "permission_denied", refusingRows("memberships", "Forbidden")],
])("records are rejected in part when Zendesk refuses their %s", async (field, values, reason, fault) => {
  const { named, outcomes, rejects } = await syncKeeping(seededAccount({ faults: [fault] }), both(values));
  expect(outcomes).toEqual({ [reason]: 2 });
  for (const key of ["person", "newcomer"]) expect(named.get(key)).toMatchObject({ name: "New name" });
  for (const reject of rejects) {
    expect(reject).toMatchObject({ rejected_reason: reason, rejected_field: field });
    expect(reject.rejected_message).toMatch(/^The user's other values are written, but Zendesk refused/);
    expect(reject.rejected_message).not.toContain("organization_mode");
  }
});

test("a record is rejected in part when Zendesk refuses to show its user", async () => {
  const fault = refusingRequests("/identities", "");
  const records = [{ email: "person@second.example.com", name: "New name", tags: ["new"] }];
  const { named, outcomes, rejects } = await syncKeeping(seededAccount({ faults: [fault] }), records);
  expect(outcomes).toEqual({ zendesk_error: 1 });
  expect(named.get("person")).toMatchObject({ name: "New name" });
  const rejected_message = expect.stringMatching("but Zendesk refused to return the user") as unknown;
  expect(rejects).toMatchObject([{ rejected_field: "tags", rejected_message }]);
});

test.each([
  ["a row", refusingRows("users/update_many", "RecordInvalid", "bad")],
  ["a request", refusingRequests("users/update_many", "bad")],
])("only the record at fault is rejected when Zendesk refuses %s", async (_what, fault) => {
  const records = Array.from({ length: 9 }, (_, number) => ({
    ...NEWCOMER,
    external_id: `u-${number}`,
    email: `u-${number}@example.com`,
    tags: [number === 4 ? "bad" : "good"],
  }));
  const { after, outcomes, rejects } = await syncKeeping(seededAccount({ faults: [fault] }), records);
  expect(outcomes).toEqual({ created: 8, zendesk_error: 1 });
  expect(rejects).toMatchObject([{ rejected_field: "tags", record: { external_id: "u-4" } }]);
  const tagged = after.filter(({ external_id }) => external_id?.startsWith("u-")).map((user) => user["tags"]);
  expect(tagged.filter((tags) => String(tags) === "good")).toHaveLength(8);
});

/** A user in so many organizations, which have the external ids o0, o1, … */
function accountWithMember(memberships: number): ZendeskSimulator {
  const account = seededAccount();
  const ids = Array.from(
    { length: 302 },
    (_, n) => account.account.organizations.create(`O ${n}`, `o${n}`, VIRTUAL_START).id,
  );
  seedUsers(
    account,
    [{ name: "Member", external_id: "member", organization_ids: ids.slice(0, memberships) }],
    VIRTUAL_START,
  );
  return account;
}

test.each<[memberships: number, left: number, advice: RegExp]>([
  [300, 300, /at most 300 organizations/],
  [299, 300, /at most 300 organizations/],
])("a user in %i organizations is rejected with two more, and ends in %i", async (memberships, left, advice) => {
  const records = [
    { external_id: "member", name: "New name", organizations: ["o300", "o301"] },
    { external_id: "person", name: "New name", organizations: ["o300"] },
  ];
  const { named, outcomes, rejects } = await syncKeeping(accountWithMember(memberships), records);
  expect(outcomes).toEqual({ updated: 1, zendesk_error: 1 });
  expect(rejects).toMatchObject([
    {
      rejected_field: "organizations",
      rejected_message: expect.stringMatching(advice) as unknown,
      record: { external_id: "member" },
    },
  ]);
  expect(named.get("member")).toMatchObject({ name: "New name" });
  expect(named.get("member")?.["organization_ids"]).toHaveLength(left);
});

test("a user in one organization may be moved with organization_mode", async () => {
  const account = seededAccount({ faults: [refusingRows("memberships", "RecordInvalid")] });
  const initech = organizationId(account, "Initech");
  seedUsers(account, [{ name: "Member", external_id: "member", organization_ids: [initech] }], VIRTUAL_START);
  const { rejects } = await syncKeeping(account, [{ external_id: "member", name: "New name", organization: "Acme" }]);
  expect(rejects[0]?.rejected_message).toMatch(/only one organization per user, set organization_mode to replace/);
});

test("a record whose user was deleted before its tags were written is sent again", async () => {
  let isDeleted = false;
  const losesUser: Fault = {
    meanwhile: ({ users }, request, { nowMs }) => {
      if (isDeleted || !request.path.includes("users/update_many")) return false;
      isDeleted = true;
      const user = users.byExternalId("newcomer");
      if (user) users.delete(user, nowMs, { keepsKeys: false });
      return true;
    },
  };
  const account = seededAccount({ faults: [losesUser] });
  const { named, outcomes } = await syncKeeping(account, [{ ...NEWCOMER, tags: ["new"] }]);
  expect(outcomes).toEqual({ created: 1 });
  expect(named.get("newcomer")?.["tags"]).toEqual(["new"]);
});

test("records that end in one user are reported although part of them was refused", async () => {
  const faults = [refusingRows("users/update_many", "RecordInvalid")];
  const records: readonly RecordData[] = ["one", "two"].map((external_id) => ({
    ...NEWCOMER,
    external_id,
    tags: ["new"],
  }));
  const { outcomes, output } = await syncKeeping(seededAccount({ faults }), records);
  expect(outcomes).toEqual({ zendesk_error: 2 });
  expect(output.warnings.join("\n")).toMatch(/1 user/);
});
