import { describe, expect, it } from "vitest";

import { ledgerWithOutput } from "../test/ledger-with-output.ts";
import { type PendingRecord, WRITTEN_EFFECTS, type WrittenEffect } from "./destination.ts";
import { SystemError } from "./errors.ts";

describe("CheckpointLedger", () => {
  it("holds a stream's state until each of its records before it is settled", () => {
    const { record, state, states } = ledgerWithOutput();
    const [first, second] = [record("a"), record("a")];
    state("s1", "a");
    const later = record("a");

    second.written("created");
    later.written("created");
    expect(states()).toEqual([]);
    first.rejected();
    expect(states()).toEqual(["s1"]);
  });

  it("releases a state without records at once", () => {
    const { state, released } = ledgerWithOutput();
    state("s1", "a");

    expect(released).toEqual([
      {
        state: "s1",
        stats: {
          recordCount: 0,
          rejectedRecordCount: 0,
          additionalStats: { created: 0, updated: 0, deleted: 0, unchanged: 0, ignored: 0 },
        },
      },
    ]);
  });

  it("counts for each state the records since the stream's previous state", () => {
    const { record, state, released } = ledgerWithOutput();
    for (const effect of WRITTEN_EFFECTS) record("a").written(effect);
    record("a").rejected();
    state("s1", "a");
    record("a").written("updated");
    record("b").written("deleted");
    state("s2", "a");

    expect(released.map(({ stats }) => stats)).toEqual([
      {
        recordCount: 5,
        rejectedRecordCount: 1,
        additionalStats: { created: 1, updated: 1, deleted: 1, unchanged: 1, ignored: 1 },
      },
      {
        recordCount: 1,
        rejectedRecordCount: 0,
        additionalStats: { created: 0, updated: 1, deleted: 0, unchanged: 0, ignored: 0 },
      },
    ]);
  });

  it("keeps the order of a stream's states, whichever could leave first", () => {
    const { record, state, states } = ledgerWithOutput();
    const first = record("a");
    state("s1", "a");
    const second = record("a");
    state("s2", "a");
    state("s3", "a");

    second.written("created");
    expect(states()).toEqual([]);
    first.written("created");
    expect(states()).toEqual(["s1", "s2", "s3"]);
  });

  it("does not let streams wait for each other, and distinguishes streams with the same name by namespace", () => {
    const { record, state, states } = ledgerWithOutput();
    record("a");
    state("a", "a");
    record("a", "n");
    state("n.a", { name: "a", namespace: "n" });
    record("b").written("created");
    state("b", "b");
    state("m.a", { name: "a", namespace: "m" });

    expect(states()).toEqual(["b", "m.a"]);
  });

  it("treats an empty namespace as none", () => {
    const { record, state, states } = ledgerWithOutput();
    const first = record("a", "");
    state("a", "a");
    expect(states()).toEqual([]);

    first.written("created");
    expect(states()).toEqual(["a"]);
  });

  it("makes a global state wait for the records of all streams before it, and for no later ones", () => {
    const { record, state, released, states } = ledgerWithOutput();
    const [a, b] = [record("a"), record("b")];
    state("g1");
    const later = record("a");
    state("g2");

    later.rejected();
    a.written("created");
    expect(states()).toEqual([]);
    b.written("updated");
    expect(states()).toEqual(["g1", "g2"]);
    expect(released[0]?.stats).toMatchObject({ recordCount: 2, rejectedRecordCount: 0 });
    expect(released[1]?.stats).toMatchObject({ recordCount: 0, rejectedRecordCount: 1 });
  });

  it("keeps a global state behind all states before it and ahead of all after it", () => {
    const { record, state, states } = ledgerWithOutput();
    const a = record("a");
    state("a1", "a");
    state("b1", "b");
    state("g");
    state("a2", "a");
    state("c1", "c");
    expect(states()).toEqual(["b1"]);

    a.written("created");
    expect(states()).toEqual(["b1", "a1", "g", "a2", "c1"]);
  });

  it("counts a record in the first state that covers it, whatever its type", () => {
    const { record, state, released } = ledgerWithOutput();
    record("a").written("created");
    record("b").written("created");
    state("a1", "a");
    state("g");
    state("b1", "b");

    expect(released.map((each) => [each.state, each.stats.recordCount])).toEqual([
      ["a1", 1],
      ["g", 1],
      ["b1", 0],
    ]);
  });

  it.each<[string, (record: PendingRecord) => void]>([
    ["written", (record) => record.written("created")],
    ["rejected", (record) => record.rejected()],
  ])("throws when a record is %s after it was settled, and counts it once", (_how, settleAgain) => {
    const { ledger, record, state, released } = ledgerWithOutput();
    const twice = record("a");
    record("a");
    state("s1", "a");
    twice.written("created");

    expect(() => {
      settleAgain(twice);
    }).toThrow(SystemError);
    expect(ledger.unsettled).toBe(1);
    expect(released).toEqual([]);
  });

  it("settles a record through a handle that holds none of its data", () => {
    const { record, state, states } = ledgerWithOutput();
    const { settlement } = record("a", "n");
    state("s1", { name: "a", namespace: "n" });
    expect(settlement.stream).toEqual({ name: "a", namespace: "n" });
    expect(Object.keys(settlement)).toEqual(["stream"]);

    settlement.rejected();
    expect(states()).toEqual(["s1"]);
  });

  it("throws if a record is settled directly and again through its settlement", () => {
    const { record } = ledgerWithOutput();
    const twice = record("a");
    twice.rejected();

    expect(() => {
      twice.settlement.written("updated");
    }).toThrow(SystemError);
  });

  it("throws for an unknown effect, which would not be counted", () => {
    const { record, state, states } = ledgerWithOutput();
    const settled = record("a");
    state("s1", "a");

    expect(() => {
      settled.written("toString" as WrittenEffect);
    }).toThrow(SystemError);
    expect(states()).toEqual([]);
  });

  it("is full above 10,000 waiting states, until some have left", () => {
    const { ledger, record, state, states } = ledgerWithOutput();
    const first = record("a");
    for (let count = 0; count < 10_000; count += 1) state(`s${count}`, "a");
    expect(ledger.isFull).toBe(false);
    state("one more", "a");
    expect(ledger.isFull).toBe(true);

    first.written("created");
    expect(ledger.isFull).toBe(false);
    expect(states()).toHaveLength(10_001);
  });

  it("is full above 16 MB of waiting states", () => {
    const { ledger, record, state } = ledgerWithOutput();
    const first = record("a");
    const line = "x".repeat(8 * 1024 * 1024);
    state(line, "a");
    state(line, "a");
    expect(ledger.isFull).toBe(false);
    state("x", "a");
    expect(ledger.isFull).toBe(true);

    first.rejected();
    expect(ledger.isFull).toBe(false);
  });
});
