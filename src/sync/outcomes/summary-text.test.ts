import type { WrittenEffect } from "airbyte-cdk-typescript";
import { expect, it } from "vitest";
import { describeCounts } from "./summary-text.ts";

const REJECTED = {
  read: 1_008,
  effects: new Map<WrittenEffect, number>([["created", 1_000]]),
  reasons: new Map([["invalid_value", 8]]),
  rejectedFields: new Map([
    ["email", 2],
    ["phone", 4],
    ["name", 1],
    ["tags", 1],
  ]),
};

it.each([
  [
    "a sync",
    { isDryRun: false },
    "1,008 read, 1,000 created, 8 rejected (8 invalid_value); top rejected fields: phone (4), email (2), name (1)",
  ],
  [
    "a dry run",
    { isDryRun: true },
    "1,008 read, would create 1,000, reject 8 (8 invalid_value); top rejected fields: phone (4), email (2), name (1)",
  ],
])(
  "the summary of %s counts outcomes, and names the fields that most records were rejected for",
  (_what, mode, text) => {
    expect(describeCounts(REJECTED, mode)).toBe(text);
  },
);

it("the summary names no fields if no record was rejected", () => {
  const counts = { ...REJECTED, reasons: new Map<string, number>(), rejectedFields: new Map<string, number>() };
  expect(describeCounts(counts, { isDryRun: false })).toBe("1,008 read, 1,000 created");
});
