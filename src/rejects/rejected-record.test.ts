import { type PendingRecord, parseJson } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import { rejectedRecordLine } from "./rejected-record.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const rejection = { reason: "invalid_value", field: "phone", message: "The value of phone is not a number." } as const;

function line(json: string): Record<string, unknown> & { text: string } {
  const data = parseJson(json) as Record<string, unknown>;
  const settlement = { stream: { name: "people", namespace: "crm" }, written: () => {}, rejected: () => {} };
  const record: PendingRecord = {
    ...settlement,
    settlement,
    data,
    changes: [],
    lineNumber: 7,
    byteLength: json.length,
  };
  const text = rejectedRecordLine(record, "users", rejection, NOW);
  return { ...(JSON.parse(text) as Record<string, unknown>), text };
}

describe("a rejected record's line", () => {
  it("says what was rejected and why, and contains the record with all its digits", () => {
    const { text, ...fields } = line('{"external_id":9007199254740993,"phone":"x"}');
    expect(fields).toMatchObject({
      stream: "people",
      namespace: "crm",
      object: "users",
      rejected_at: "2026-11-22T10:00:00.000Z",
      rejected_reason: "invalid_value",
      rejected_field: "phone",
      rejected_message: "The value of phone is not a number.",
      zendesk: null,
    });
    expect(text).toContain('"record":{"external_id":9007199254740993,"phone":"x"}');
  });

  it("is written even if the record is nested too deeply", () => {
    const depth = 100_000;
    const fields = line(`{"phone":${"[".repeat(depth)}${"]".repeat(depth)}}`);
    expect(fields).toMatchObject({ rejected_reason: "invalid_value", record: null });
    expect(fields["rejected_message"]).toMatch(/nested too deeply/);
  });
});
