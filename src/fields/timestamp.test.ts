import { expect, test } from "vitest";
import { timestamp } from "./timestamp.ts";

test.each([
  ["2024-02-29T10:15:18Z", "2024-02-29T10:15:18Z"],
  ["2024-02-29T10:15:18.987Z", "2024-02-29T10:15:18Z"],
  ["2024-02-29 10:15:18 UTC", "2024-02-29T10:15:18Z"],
  ["2024-02-29T23:30:00-05:00", "2024-03-01T04:30:00Z"],
  ["2024-02-29T23:30:00+5", "2024-02-29T18:30:00Z"],
  ["2024-02-29T23:30:00+0530", "2024-02-29T18:00:00Z"],
  ["2024-02-29 10:15", "2024-02-29T10:15:00Z"],
  [" 2024-02-29 ", "2024-02-29T00:00:00Z"],
  [" ", null],
])("%j is the moment %j", (written, moment) => {
  expect(timestamp(written)).toEqual({ value: moment });
});

test.each([
  ["yesterday", /is not a timestamp/],
  ["2024-02-29T24:00:00Z", /is not a timestamp/],
  ["2023-02-29T10:00:00Z", /does not exist/],
  ["2024-02-29T10:00:00+99", /time zone that does not exist/],
  [1_709_202_000, /seconds or milliseconds/],
  [true, /a timestamp as text/],
])("%j is not a moment", (written, reason) => {
  expect(timestamp(written)).toEqual({ invalid: expect.stringMatching(reason) as string });
});
