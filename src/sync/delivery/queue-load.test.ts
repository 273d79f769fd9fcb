import { expect, it } from "vitest";
import { createRow } from "../../objects/row.ts";
import type { PendingWrite } from "../outcomes/pending-write.ts";
import { QueueLoad } from "./queue-load.ts";

function writeOf(byteLength: number): PendingWrite {
  const row = { ...createRow({ column: "external_id", value: "a" }, {}, ["external_id:a"]), byteLength: 0 };
  return {
    sequence: 0,
    ordinal: 1,
    row,
    things: [],
    dependencies: [],
    externalId: "a",
    record: { byteLength } as PendingWrite["record"],
  };
}

it("a queue is full of 2,000 records that wait, and not when one of them is in flight", () => {
  const load = new QueueLoad();
  for (let count = 0; count < 2000; count++) load.add(writeOf(1));
  expect(load.isFull).toBe(true);
  load.depart(1);
  expect(load.isFull).toBe(false);
  load.putBack(1);
  expect(load.isFull).toBe(true);
});

it("a queue is full of 16 MB, also when they are in flight, until they are settled", () => {
  const load = new QueueLoad();
  const large = writeOf(16_000_000);
  load.add(large);
  load.depart(1);
  expect({ isFull: load.isFull, isEmpty: load.isEmpty }).toEqual({ isFull: true, isEmpty: false });
  load.release(large);
  expect({ isFull: load.isFull, isEmpty: load.isEmpty }).toEqual({ isFull: false, isEmpty: true });
});

it("more than was added is neither taken nor settled", () => {
  expect(() => new QueueLoad().depart(1)).toThrow("more rows were taken than were added");
  expect(() => new QueueLoad().release(writeOf(1))).toThrow("more rows were released than were added");
});
