import { describe, expect, it } from "vitest";
import { ZendeskHttpError } from "../../../zendesk/http/errors.ts";
import type { RowResult } from "../../../zendesk/jobs/job-results.ts";
import { refusedRequest } from "./refused-request.ts";
import type { WriteMode } from "../../row.ts";
import { usersWith } from "../../users/test-support/users-with.ts";
import { bulkOutcome, singleOutcome } from "./row-outcome.ts";

const object = usersWith();
const job = { results: [], jobId: "V3-1", requestId: "r-1", status: "completed" };

function failed(errorCode: string, details: string): RowResult {
  return { kind: "failed", errorCode, details };
}

describe("the outcome of a row", () => {
  it.each(["created", "updated", "deleted"] as const)("that was %s gives the user's id in Zendesk", (kind) => {
    expect(bulkOutcome({ kind, id: 7 }, job, { object, mode: "upsert" })).toEqual({
      kind: "written",
      effect: kind,
      zendeskId: 7,
    });
  });

  it("gives the user's id for a single request too", () => {
    const outcome = singleOutcome({ kind: "created", id: 7 }, "r-1", { object, mode: "upsert" });
    expect(outcome).toEqual({ kind: "written", effect: "created", zendeskId: 7 });
  });

  it.each<[reason: string, mode: WriteMode, result: RowResult]>([
    ["duplicate_value", "upsert", failed("DuplicateValue", "")],
    ["already_exists", "insert", failed("DuplicateValue", "")],
    ["permission_denied", "update", failed("PermissionDenied", "")],
    ["has_open_tickets", "delete", failed("UserDeleteFailed", "User is the requester of 2 tickets")],
    ["zendesk_error", "update", failed("UserUpdateFailed", "User has 2 tickets")],
  ])("is %s for a row of the mode %s that failed so", (reason, mode, result) => {
    expect(bulkOutcome(result, job, { object, mode })).toMatchObject({ kind: "rejected", rejection: { reason } });
  });
});

it.each([
  ["Conflict", "job V3-1 lost a race with another write (Conflict)"],
  ["Deadlock on ana@example.com", "job V3-1 lost a race with another write"],
])("a row that lost a race (%s) is reported without anyone's data", (errorCode, why) => {
  expect(bulkOutcome(failed(errorCode, ""), job, { object, mode: "update" })).toMatchObject({
    kind: "undecided",
    cause: "lost_race",
    why,
  });
});

it.each(["TooManyRequests", "RateLimitExceeded"])("a row that failed with %s is sent again later", (errorCode) => {
  const outcome = bulkOutcome(failed(errorCode, ""), job, { object, mode: "update" });
  expect(outcome).toMatchObject({
    kind: "undecided",
    cause: "rate_limited",
    rejection: {
      message: expect.stringMatching(/limits how often a user is updated/),
      zendesk: { error_code: errorCode },
    },
  });
});

describe("a request that Zendesk refuses", () => {
  it.each([
    [400, "zendesk_error"],
    [413, "too_large"],
    [414, "zendesk_error"],
    [422, "zendesk_error"],
    [431, "zendesk_error"],
  ])("with %i is refused for its content: %s", (status, reason) => {
    const error = new ZendeskHttpError({ method: "POST", path: "/" }, { status, headers: {}, body: "" });
    expect(refusedRequest(error)).toMatchObject({ cause: "refused", rejection: { reason } });
  });

  it.each([401, 403, 404, 429, 500])("with %i is not refused for its content", (status) => {
    const error = new ZendeskHttpError({ method: "POST", path: "/" }, { status, headers: {}, body: "" });
    expect(refusedRequest(error)).toBeUndefined();
  });
});
