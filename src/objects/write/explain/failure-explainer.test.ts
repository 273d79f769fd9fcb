import { describe, expect, it } from "vitest";
import { ZendeskHttpError } from "../../../zendesk/http/errors.ts";
import type { ZendeskApi } from "../../../zendesk/zendesk-api.ts";
import { DeletionAllowance } from "../../deletion-allowance.ts";
import { createOrganizations } from "../../organizations/organizations.ts";
import { ORGANIZATION_KEYS } from "../../organizations/organization-keys.ts";
import type { ObjectType, WriteContext } from "../../object-type.ts";
import type { Outcome } from "../../outcome.ts";
import { CachedDirectory } from "../../references/cached-directory.ts";
import { ORGANIZATION_TARGET } from "../../references/targets.ts";
import { type WriteMode, createRow } from "../../row.ts";
import { usersWith } from "../../users/test-support/users-with.ts";
import { FailureExplainer } from "./failure-explainer.ts";

const organizations = createOrganizations(
  { tags_mode: "add" },
  { organizations: new CachedDirectory(ORGANIZATION_KEYS) },
);
const organization = {
  field: "organization",
  target: ORGANIZATION_TARGET,
  directory: new CachedDirectory(ORGANIZATION_KEYS),
};
const NO_LOOKUP_FIELDS = { columns: new Map<string, string>(), targetOf: () => undefined };
const REFUSED = "refused";

interface Case {
  readonly object: ObjectType;
  readonly mode: WriteMode;
  readonly key: string;
  readonly reason: "already_exists" | "duplicate_value" | "zendesk_error";
  readonly field?: string;
  readonly wasSubmitted?: boolean;
  readonly isNamed?: boolean;
  readonly value?: string;
  /** What every look-up returns. */
  readonly found: readonly object[] | typeof REFUSED;
}

async function explained({ isNamed = true, value = "k", ...given }: Case): Promise<Outcome> {
  const { field, found, key, mode, object, reason, wasSubmitted = false } = given;
  const values = { ...(isNamed && { name: "k" }), [key]: value };
  const row = createRow({ column: key, value }, values, [`${key}:k`]);
  const request = ({ path }: { path: string }) => {
    if (found !== REFUSED) return Promise.resolve({ body: found });
    return Promise.reject(new ZendeskHttpError({ method: "GET", path }, { status: 414, headers: {}, body: "" }));
  };
  const context: WriteContext = {
    mode,
    api: { client: { request } } as unknown as ZendeskApi,
    signal: AbortSignal.timeout(60_000),
    wasSubmitted: () => wasSubmitted,
    deletions: new DeletionAllowance(0, () => {}),
    warn: () => {},
  };
  const outcome: Outcome = { kind: "rejected", rejection: { reason, field, message: "It failed." } };
  const outcomes = new Map([[row, outcome]]);
  await new FailureExplainer(object, NO_LOOKUP_FIELDS).explain(outcomes, [{ row, outcome }], [], context);
  return outcomes.get(row) ?? outcome;
}

const users = usersWith();
const HELD = [{ id: 1, name: "k", email: "k", external_id: "k" }];

describe("a row that failed", () => {
  it.each<[what: string, given: Case, expected: object]>([
    [
      "as a duplicate that an earlier request may have made, and cannot be looked up, stays open",
      { object: users, mode: "insert", key: "email", reason: "already_exists", wasSubmitted: true, found: REFUSED },
      { kind: "undecided", cause: "unreported" },
    ],
    [
      "as a duplicate that the search does not have yet stays open where an earlier request may have made it",
      { object: users, mode: "insert", key: "email", reason: "already_exists", wasSubmitted: true, found: [] },
      { kind: "undecided", cause: "unreported" },
    ],
    [
      "as a duplicate that no list has is one by another key",
      { object: users, mode: "insert", key: "external_id", reason: "already_exists", wasSubmitted: true, found: [] },
      { kind: "rejected", rejection: { reason: "duplicate_value" } },
    ],
    [
      "as a duplicate of something that has another key of the record is a duplicate_value",
      { object: organizations, mode: "insert", key: "external_id", reason: "already_exists", field: "name", found: [] },
      { kind: "rejected", rejection: { reason: "duplicate_value", field: "name" } },
    ],
    [
      "as a duplicate by another key exists already if it is found by its own",
      { object: users, mode: "insert", key: "external_id", reason: "already_exists", field: "email", found: HELD },
      { kind: "rejected", rejection: { reason: "already_exists", field: "external_id" } },
    ],
    [
      "an insert of something that exists is already_exists",
      { object: users, mode: "insert", key: "external_id", reason: "zendesk_error", found: HELD },
      { kind: "rejected", rejection: { reason: "already_exists", field: "external_id" } },
    ],
    [
      "an upsert without a name of something that does not exist lacks the name",
      { object: users, mode: "upsert", key: "external_id", reason: "zendesk_error", isNamed: false, found: [] },
      { kind: "rejected", rejection: { reason: "missing_required_field", field: "name" } },
    ],
    [
      "an upsert that names an organization lacks nothing where its id is required",
      {
        object: { ...users, relations: [organization], requiredToCreate: [["organization_id"]] },
        mode: "upsert",
        key: "organization.name",
        reason: "zendesk_error",
        found: [],
      },
      { kind: "rejected", rejection: { reason: "zendesk_error" } },
    ],
    [
      "an upsert that another writer was faster to create is sent again",
      { object: organizations, mode: "upsert", key: "external_id", reason: "duplicate_value", found: HELD },
      { kind: "undecided", cause: "lost_race" },
    ],
    [
      "an upsert by a name that is taken is sent again, because the search may not have it yet",
      { object: organizations, mode: "upsert", key: "name", reason: "duplicate_value", field: "name", found: [] },
      { kind: "undecided", cause: "not_indexed" },
    ],
    [
      "an upsert by an external id with a comma is sent again when its name is taken, because the search may have neither yet",
      {
        object: organizations,
        mode: "upsert",
        key: "external_id",
        value: "k, 1",
        reason: "duplicate_value",
        field: "name",
        found: [],
      },
      { kind: "undecided", cause: "not_indexed" },
    ],
    [
      "an upsert by external id whose name is taken is a duplicate",
      {
        object: organizations,
        mode: "upsert",
        key: "external_id",
        reason: "duplicate_value",
        field: "name",
        found: [],
      },
      { kind: "rejected", rejection: { reason: "duplicate_value" } },
    ],
  ])("%s", async (_what, given, expected) => {
    expect(await explained(given)).toMatchObject(expected);
  });
});
