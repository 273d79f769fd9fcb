import type { Rejection } from "../rejects/rejection.ts";
import type { BulkJobOutcome } from "../zendesk/bulk-job.ts";
import type { RowResult } from "../zendesk/job-results.ts";
import type { ZendeskApi } from "../zendesk/zendesk-api.ts";
import type { FieldValues, Outcome, Row, ZendeskObject } from "./zendesk-object.ts";

export interface UsersSettings {
  readonly skipVerifyEmail: boolean;
}

const COLUMNS = [
  "name",
  "email",
  "external_id",
  "phone",
  "shared_phone_number",
  "alias",
  "details",
  "notes",
  "locale",
  "time_zone",
  "remote_photo_url",
] as const;

const UNWRITTEN: ReadonlyMap<string, string> = new Map([
  ...["tags", "organization_id", "organization"].map(
    (column) => [column, "this version does not write tags and organizations"] as const,
  ),
  ...["role", "custom_role_id", "ticket_restriction", "default_group_id", "suspended"].map(
    (column) => [column, "this version does not write roles"] as const,
  ),
  ...["password", "identities", "verified", "separation"].map(
    (column) => [column, "this connector never writes it"] as const,
  ),
  ["id", "a source's own id is not Zendesk's; map it to external_id to match users by it"],
]);

/** In the order in which a record that has both is matched. */
const KEYS = ["external_id", "email"] as const;
const CUSTOM_FIELD_PREFIX = "user_fields";

/** Zendesk's users, written by `users/create_or_update_many`. */
export function createUsers(settings: UsersSettings): ZendeskObject {
  return {
    name: "users",
    matchingKeys: KEYS,
    naturalKeys: KEYS,
    modes: ["upsert"],
    columns: new Set(COLUMNS),
    unwritten: UNWRITTEN,
    customFieldPrefix: CUSTOM_FIELD_PREFIX,
    identities,
    mergeable,
    toRow: (values) => {
      const json = JSON.stringify(toUser(values, settings));
      return { values, json, byteLength: Buffer.byteLength(json) };
    },
    write: (rows, _mode, api, signal) => upsert(rows, api, signal),
  };
}

function identities(values: FieldValues): readonly string[] {
  return KEYS.flatMap((key) => {
    const text = keyOf(values, key);
    return text === undefined ? [] : [`${key}:${text}`];
  });
}

/** Zendesk compares external ids and e-mail addresses without regard to case. */
function keyOf(values: FieldValues, key: (typeof KEYS)[number]): string | undefined {
  return asText(values[key])?.toLowerCase();
}

/**
 * A row without a name can only update, so it must not borrow one. A key that the earlier record lacks or has
 * otherwise may be another user's for Zendesk, and a changed e-mail adds an identity: each is a step of its own.
 */
function mergeable(earlier: FieldValues, later: FieldValues): boolean {
  if (earlier["name"] === undefined || later["name"] === undefined) return false;
  return KEYS.every((key) => {
    const [before, after] = [keyOf(earlier, key), keyOf(later, key)];
    return after === undefined || before === after;
  });
}

function toUser(values: FieldValues, settings: UsersSettings): Record<string, unknown> {
  const user: Record<string, unknown> = {};
  const userFields: [string, unknown][] = [];
  for (const [column, value] of Object.entries(values)) {
    if (column.startsWith(`${CUSTOM_FIELD_PREFIX}.`)) {
      userFields.push([column.slice(CUSTOM_FIELD_PREFIX.length + 1), value]);
    } else user[column] = value;
  }
  if (userFields.length > 0) user[CUSTOM_FIELD_PREFIX] = Object.fromEntries(userFields);
  if (settings.skipVerifyEmail) user["skip_verify_email"] = true;
  return user;
}

async function upsert(rows: readonly Row[], api: ZendeskApi, signal: AbortSignal): Promise<readonly Outcome[]> {
  const outcome = await api.jobs.run({
    method: "POST",
    path: "/api/v2/users/create_or_update_many.json",
    body: `{"users":[${rows.map((row) => row.json).join(",")}]}`,
    rows: rows.map(({ values }) => ({ email: asText(values["email"]), external_id: asText(values["external_id"]) })),
    signal,
  });
  return outcome.results.map((result, index) => toOutcome(result, rows[index]?.values ?? {}, outcome));
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function toOutcome(result: RowResult, values: FieldValues, job: BulkJobOutcome): Outcome {
  const evidence = { job_id: job.jobId, request_id: job.requestId };
  switch (result.kind) {
    case "created":
    case "updated":
    case "deleted":
      return { kind: "written", effect: result.kind };
    case "failed":
      return {
        kind: "rejected",
        rejection: {
          ...rejectedBy(result, values),
          zendesk: { ...evidence, error_code: result.errorCode },
        },
      };
    case "unknown":
      return {
        kind: "unknown",
        why: `job ${job.jobId} ended as "${job.status}" and does not tell what became of the record`,
        rejection: {
          reason: "zendesk_error",
          message: `Zendesk took the record in bulk jobs, but none of them told what became of it (the last, ${job.jobId}, ended as "${job.status}"). Send it again; if that repeats, give the job's id to Zendesk's support.`,
          zendesk: evidence,
        },
      };
  }
}

/** A row's texts come in the language of the calling user, so codes decide first and English words last. */
function rejectedBy(result: RowResult & { kind: "failed" }, values: FieldValues): Rejection {
  const said = result.details || result.errorCode || "no reason";
  if (/permission|forbidden/i.test(result.errorCode)) {
    return { reason: "permission_denied", message: `Zendesk does not let these credentials write this user: ${said}` };
  }
  if (/duplicate/i.test(result.errorCode) || /already being used|already been taken/i.test(result.details)) {
    return {
      reason: "duplicate_value",
      ...(/email/i.test(result.details) && { field: "email" }),
      message: `Another user in Zendesk has this value; merge the two users or correct the record: ${said}`,
    };
  }
  if (values["name"] === undefined) {
    return {
      reason: "missing_name",
      field: "name",
      message: `The record has no name, which Zendesk needs to create a user: ${said}`,
    };
  }
  return { reason: "zendesk_error", message: `Zendesk refused the record: ${said}` };
}
