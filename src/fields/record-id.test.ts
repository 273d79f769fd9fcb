import { expect, test } from "vitest";
import { recordId } from "./record-id.ts";

const ID = "01GCSJW391QVSC80GYDH7E93Q6";

test.each<[written: unknown, value: string | null]>([
  [ID, ID],
  [` ${ID.toLowerCase()} `, ID],
  ["", null],
  ["  ", null],
])("the id %j is sent as %j", (written, value) => {
  expect(recordId(written)).toEqual({ value });
});

test.each<[value: unknown]>([["1001"], [1001], [ID.slice(1)], [`${ID}A`], [`U${ID.slice(1)}`], [[ID]]])(
  "%j is not the id of a record",
  (written) => {
    expect(recordId(written)).toEqual({ invalid: expect.stringMatching(/id/) as unknown });
  },
);
