import type { PendingRecord } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import { usersWith } from "../../objects/users/test-support/users-with.ts";
import { identitiesOf } from "../../objects/keys.ts";
import { type Row, createRow } from "../../objects/row.ts";
import { type QueueEntry, takeApart } from "./queue-entry.ts";
import { AwaitedThings } from "./awaited-things.ts";
import { type Batch, WriteQueue } from "./write-queue.ts";

const users = usersWith();

interface TestValues {
  readonly external_id?: string;
  readonly email?: string;
  readonly [column: string]: unknown;
}

/** A record that differs from others only by its place in the input. */
function pendingRecord(byteLength = 100): PendingRecord {
  const settlement = { stream: { name: "users" }, written: () => {}, rejected: () => {} };
  return { ...settlement, settlement, data: {}, changes: [], lineNumber: 1, byteLength };
}

function arrived(row: Row, byteLength?: number): Parameters<WriteQueue["add"]>[0] {
  return { record: pendingRecord(byteLength), ordinal: 1, row, externalId: undefined };
}

function queueOfUsers(): WriteQueue {
  return new WriteQueue({
    object: users,
    awaited: new AwaitedThings(["users"]),
    isReferredTo: true,
    dependenciesOf: () => [],
    lookupColumns: ["user_fields.manager"],
  });
}

function queueOf(...records: TestValues[]): WriteQueue {
  const queue = queueOfUsers();
  for (const values of records) add(queue, values);
  return queue;
}

function add(queue: WriteQueue, values: TestValues, byteLength?: number): void {
  const column = values.external_id === undefined ? "email" : "external_id";
  const row = createRow({ column, value: values[column] ?? "" }, values, identitiesOf(users, values));
  queue.add(arrived(row, byteLength), "upsert");
}

function flushed(queue: WriteQueue): unknown[] {
  queue.flush();
  return rowsOf(queue.take());
}

function rowsOf(batch: Batch | undefined): unknown[] {
  return (batch ?? []).map(({ row }) => row.values);
}

/** All names in the order in which they are sent. Each batch is settled before the next. */
function namesInOrder(queue: WriteQueue): unknown[] {
  const names: unknown[] = [];
  queue.flush();
  for (let batch = queue.take(); batch; batch = queue.take()) {
    for (const entry of batch) {
      names.push(...entry.writes.map(({ row }) => row.values["name"]));
      queue.release(entry);
    }
  }
  return names;
}

function numbered(count: number): TestValues[] {
  return Array.from({ length: count }, (_, n) => ({ name: "N", external_id: `${n}` }));
}

describe("the write queue", () => {
  it("releases nothing before there are 100 rows", () => {
    const queue = queueOf(...numbered(99));
    expect(queue.take()).toBeUndefined();
    add(queue, { name: "N", external_id: "99" });
    expect(queue.take()).toHaveLength(100);
    expect(queue.take()).toBeUndefined();
  });

  it("releases what waited before a flush, and not what came after it", () => {
    const queue = queueOf({ name: "A", external_id: "1" });
    expect(flushed(queue)).toEqual([{ name: "A", external_id: "1" }]);
    add(queue, { name: "B", external_id: "2" });
    expect(queue.take()).toBeUndefined();
  });

  it("ends a batch before its body exceeds 1.5 MB", () => {
    const queue = queueOfUsers();
    for (let n = 0; n < 4; n++) add(queue, { name: "é".repeat(300_000), external_id: `${n}` }, 600_000);
    expect(queue.take()).toHaveLength(2);
  });

  it("merges waiting records of one person: later values replace earlier ones, and the rest stays", () => {
    const queue = queueOf(
      { name: "A", external_id: "x1", email: "a@example.com", phone: "1", "user_fields.plan": "free" },
      { name: "B", external_id: "X1", "user_fields.plan": "pro" },
    );
    expect(flushed(queue)).toEqual([
      { name: "B", external_id: "X1", email: "a@example.com", phone: "1", "user_fields.plan": "pro" },
    ]);
  });

  it.each([
    ["no name", { external_id: "1", phone: "2" }, { name: "A", external_id: "1" }],
    [
      "an email that the first lacks",
      { name: "B", external_id: "1", email: "b@example.com" },
      { name: "A", external_id: "1" },
    ],
    [
      "another email",
      { name: "B", external_id: "1", email: "b@example.com" },
      { name: "A", external_id: "1", email: "a@example.com" },
    ],
    [
      "another external id",
      { name: "B", external_id: "2", email: "a@example.com" },
      { name: "A", external_id: "1", email: "a@example.com" },
    ],
  ])("does not merge a record with %s, and sends it after the first", (_what, later, first) => {
    const queue = queueOf(first, later);
    queue.flush();
    const [entry] = queue.take() ?? [];
    expect(entry?.row.values).toEqual(first);
    expect(queue.take()).toBeUndefined();
    if (entry) queue.release(entry);
    const [second] = queue.take() ?? [];
    expect(second?.row.values).toEqual(later);
    expect(queue.isEmpty).toBe(false);
    if (second) queue.release(second);
    expect(queue.isEmpty).toBe(true);
  });

  it.each<[what: string, earlier: TestValues, later: TestValues, rows: number]>([
    ["another target", { "user_fields.manager": "external_id:a" }, { "user_fields.manager": "external_id:b" }, 2],
    ["no target any more", { "user_fields.manager": "external_id:a" }, { "user_fields.manager": null }, 2],
    ["the same target", { "user_fields.manager": "external_id:a" }, { "user_fields.manager": "external_id:a" }, 1],
    ["no value for it", { "user_fields.manager": "external_id:a" }, {}, 1],
    ["the first target", { "user_fields.manager": null }, { "user_fields.manager": "external_id:a" }, 1],
  ])("lets Zendesk see each target of a lookup field: a later record with %s", (_what, earlier, later, rows) => {
    const queue = queueOf({ name: "A", external_id: "1", ...earlier }, { name: "B", external_id: "1", ...later });
    queue.flush();
    const [first] = queue.take() ?? [];
    expect(first?.writes).toHaveLength(3 - rows);
  });

  it("holds back a person who, as an earlier record has shown, is in flight under another key", () => {
    const queue = queueOf({ name: "A", external_id: "1", email: "a@example.com" });
    queue.flush();
    const [entry] = queue.take() ?? [];
    add(queue, { name: "B", email: "A@example.com" });
    add(queue, { name: "C", external_id: "1", email: "c@example.com" });
    expect(flushed(queue)).toEqual([]);
    if (entry) queue.release(entry);
    const [second] = queue.take() ?? [];
    expect(second?.row.values["name"]).toBe("B");
    expect(queue.take()).toBeUndefined();
    if (second) queue.release(second);
    expect(rowsOf(queue.take())).toEqual([{ name: "C", external_id: "1", email: "c@example.com" }]);
  });

  it("remembers that two keys belong to one person after the record that showed it was written", () => {
    const queue = queueOf({ name: "A", external_id: "1", email: "a@example.com" });
    queue.flush();
    for (const entry of queue.take() ?? []) queue.release(entry);
    add(queue, { email: "a@example.com", phone: "1" });
    add(queue, { external_id: "1", phone: "2" });
    expect(flushed(queue)).toEqual([{ email: "a@example.com", phone: "1" }]);
  });

  it("splits a merged entry when it is returned, and keeps its parts separate and in order", () => {
    const queue = queueOf({ name: "A", external_id: "1" }, { name: "B", external_id: "1" });
    queue.flush();
    const [merged] = queue.take() ?? [];
    add(queue, { name: "C", external_id: "1" });
    if (merged) queue.release(merged, takeApart(merged));
    expect(namesInOrder(queue)).toEqual(["A", "B", "C"]);
  });

  it("keeps each record's place when two people turn out to be one", () => {
    const queue = queueOf(
      { name: "0", external_id: "a", "user_fields.n": 0 },
      { name: "1", email: "e@example.com", "user_fields.n": 1 },
      { name: "2", external_id: "a", "user_fields.n": 2 },
      { name: "3", external_id: "a", email: "e@example.com" },
    );
    expect(namesInOrder(queue)).toEqual(["0", "1", "2", "3"]);
  });

  it("sorts entries that are returned together by the order of their records", () => {
    const queue = queueOf(
      { name: "1", external_id: "a" },
      { name: "2", external_id: "a" },
      { name: "3", email: "e@example.com" },
      { name: "4", email: "e@example.com" },
    );
    queue.flush();
    const [first, second] = queue.take() ?? [];
    add(queue, { name: "5", external_id: "a", email: "e@example.com" });
    if (second) queue.release(second, takeApart(second));
    if (first) queue.release(first, takeApart(first));
    expect(namesInOrder(queue)).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("sends flushed entries of each mode without waiting for a full batch", () => {
    const queue = queueOf({ name: "A", external_id: "1" });
    const row = createRow({ column: "external_id", value: "2" }, { external_id: "2" }, ["external_id:2"]);
    queue.add(arrived(row), "delete");
    queue.flush();
    expect([queue.take()?.[0]?.mode, queue.take()?.[0]?.mode]).toEqual(["upsert", "delete"]);
  });

  it("is full while 16 MB are in flight, and no longer once they are released", () => {
    const queue = queueOfUsers();
    for (let n = 0; !queue.isFull; n++) add(queue, { name: "N", external_id: `${n}` }, 1_000_000);
    const batches = [queue.take() ?? [], queue.take() ?? []].flat();
    expect(queue.isFull).toBe(true);
    for (const entry of batches) queue.release(entry);
    expect(queue.isFull).toBe(false);
  });

  it("is full at 2,000 waiting records, and then releases even one person's records", () => {
    const queue = queueOfUsers();
    for (let n = 0; n < 2000; n++) add(queue, { name: `N${n}`, external_id: "1" });
    expect(queue.isFull).toBe(true);
    expect(rowsOf(queue.take())).toEqual([{ name: "N1999", external_id: "1" }]);
    expect(queue.isFull).toBe(false);
  });

  it("refuses a row without an identity, because nothing would keep it in order", () => {
    const row = createRow({ column: "id", value: "1" }, { id: 1 }, []);
    expect(() => queueOfUsers().add(arrived(row), "upsert")).toThrow("without an identity");
  });

  it("refuses to release a row twice", () => {
    const queue = queueOf({ name: "A", external_id: "1", email: "a@example.com" });
    queue.flush();
    const [entry] = queue.take() ?? [];
    if (entry) queue.release(entry);
    expect(() => entry && queue.release(entry)).toThrow("not in flight");
  });

  it("keeps the order of users whose ids are too large for a double", () => {
    const id = JSON.rawJSON("9007199254740993");
    const queue = queueOf();
    for (const notes of ["first", "second"]) {
      const row = createRow({ column: "id", value: id.rawJSON }, { id, notes }, identitiesOf(users, { id }));
      queue.add(arrived(row), "update");
    }
    expect(flushed(queue)).toEqual([{ id, notes: "first" }]);
  });

  it("never has one person in flight twice, and keeps each person's order, whatever is returned when", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = seeded(seed);
      const queue = queueOfUsers();
      const inFlight: QueueEntry[] = [];
      const sent = new Map<string, number[]>();
      for (let n = 0; n < 600; n++) {
        add(queue, { name: `${n}`, external_id: `p${Math.floor(random() * 40)}`, "user_fields.n": n });
        if (random() < 0.05) queue.flush();
        for (const entry of queue.take() ?? []) {
          const person = String(entry.row.values["external_id"]);
          expect(inFlight.map(({ row }) => row.values["external_id"])).not.toContain(person);
          inFlight.push(entry);
          sent.set(person, [...(sent.get(person) ?? []), Number(entry.row.values["name"])]);
        }
        while (inFlight.length > 0 && random() < 0.5) releaseAny(queue, inFlight, random);
      }
      for (const order of sent.values()) expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
  });
});

function releaseAny(queue: WriteQueue, inFlight: QueueEntry[], random: () => number): void {
  for (const entry of inFlight.splice(Math.floor(random() * inFlight.length), 1)) queue.release(entry);
}

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
