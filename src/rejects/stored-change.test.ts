import { expect, test } from "vitest";
import { readStoredChange } from "./stored-change.ts";

const LINE = {
  object: "users",
  effect: "updated",
  changed_at: "2026-11-20T10:00:00.000Z",
  sequence: 3,
  doubt: null,
  zendesk_id: 12,
  fields: { notes: { before: null, after: "a" } },
};

test("a line of a change log is read", () => {
  expect(readStoredChange(JSON.stringify(LINE))).toEqual({
    object: "users",
    effect: "updated",
    zendeskId: 12,
    doubt: null,
    at: [Date.parse(LINE.changed_at), 3],
    fields: new Map([["notes", { before: null, after: "a" }]]),
  });
});

const FAULTS = [
  { effect: "unchanged" },
  { changed_at: "now" },
  { sequence: null },
  { object: 1 },
  { fields: [] },
  { zendesk_id: {} },
];

test.each<readonly [text: string, why: string]>([
  ['{"fields": {"name', "is not valid JSON"],
  ["[]", "is not a JSON object"],
  [JSON.stringify({ ...LINE, would_be: "updated" }), "is about a dry run, which changed nothing"],
  ...FAULTS.map((fault) => [JSON.stringify({ ...LINE, ...fault }), "is not a change"] as const),
])("the line %j cannot be used: it %s", (text, why) => {
  expect(readStoredChange(text)).toBe(why);
});
