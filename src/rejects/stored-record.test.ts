import { expect, test } from "vitest";
import { readStoredRecord } from "./stored-record.ts";

const LINE = { stream: "users", rejected_at: "2026-11-20T10:00:00.000Z", record: {} };

test.each([
  ['{"record": {"name": "Ad', "is not valid JSON"],
  ["[1]", "is not a JSON object"],
  [JSON.stringify({ ...LINE, record: null }), "has no record, because the record is nested too deeply to be stored"],
  [JSON.stringify({ stream: "users", fields: {} }), "describes a change, not a rejected record"],
  [JSON.stringify({ ...LINE, stream: 1 }), "is not a rejected record"],
  [JSON.stringify({ ...LINE, namespace: 1 }), "is not a rejected record"],
  [JSON.stringify({ ...LINE, rejected_at: "yesterday" }), "is not a rejected record"],
  [JSON.stringify({ ...LINE, record: "text" }), "is not a rejected record"],
])("the line %j cannot be used: it %s", (text, why) => {
  expect(readStoredRecord(text)).toBe(why);
});

test("a number that a double would change keeps its digits", () => {
  const text = JSON.stringify(LINE).replace("{}", '{"id":12345678901234567890}');
  expect(readStoredRecord(text)).toMatchObject({ data: { id: { rawJSON: "12345678901234567890" } } });
});
