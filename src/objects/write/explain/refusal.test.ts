import { describe, expect, it } from "vitest";
import { ZendeskHttpError } from "../../../zendesk/http/errors.ts";
import { isRefusal, refusalOf } from "./refusal.ts";

function answered(status: number, body = ""): ZendeskHttpError {
  const headers = { "x-request-id": "r-1" };
  return new ZendeskHttpError({ method: "PUT", path: "/" }, { status, headers, body });
}

describe("a refusal", () => {
  it.each([
    [403, "permission_denied"],
    [413, "too_large"],
    [422, "zendesk_error"],
  ])("with the status %i has the reason %s", (status, reason) => {
    expect(refusalOf(answered(status)).reason).toBe(reason);
  });

  it.each([
    ['{"error":"RecordInvalid","description":"Name is missing"}', "Name is missing"],
    ['{"error":"RecordInvalid"}', "RecordInvalid"],
    ["", "no reason given"],
  ])("with the answer %j says %s", (body, said) => {
    expect(refusalOf(answered(422, body)).said).toBe(said);
  });

  it("names the request and Zendesk's code", () => {
    expect(refusalOf(answered(422, '{"error":"RecordInvalid"}')).zendesk).toEqual({
      request_id: "r-1",
      error_code: "RecordInvalid",
    });
  });

  it.each([
    [422, true],
    [404, true],
    [403, false],
    [500, false],
  ])("is what the status %i means for a request about written things: %s", (status, isOne) => {
    expect(isRefusal(answered(status))).toBe(isOne);
  });
});
