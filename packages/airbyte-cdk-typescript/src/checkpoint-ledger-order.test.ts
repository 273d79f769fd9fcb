import { describe, expect, it } from "vitest";

import { ledgerWithOutput } from "../test/ledger-with-output.ts";
import { random } from "../test/random.ts";
import type { PendingRecord } from "./destination.ts";

describe("CheckpointLedger", () => {
  it.each([
    ["STREAM states", 1, ["a", "b", "c"]],
    ["GLOBAL states", 2, [undefined]],
    ["both mixed", 3, ["a", "b", undefined]],
  ] as const)("keeps order and adds up counts under any order of settling: %s", (_what, seed, kinds) => {
    for (let round = 0; round < 50; round += 1) {
      expect(faultsInRandomOrder(random(seed * 1000 + round), kinds)).toEqual([]);
    }
  });
});

/**
 * Random records and states, settled in random order. Returns each state that left too early, twice, or out of order.
 */
function faultsInRandomOrder(next: (below: number) => number, kinds: readonly (string | undefined)[]): string[] {
  const { record, state, released } = ledgerWithOutput();
  const faults: string[] = [];
  const unsettled: { readonly record: PendingRecord; readonly number: number }[] = [];
  const sent: { readonly stream: string | undefined; readonly after: number; hasLeft: boolean }[] = [];
  let records = 0;

  const settleOne = () => {
    const seen = released.length;
    const [chosen] = unsettled.splice(next(unsettled.length), 1);
    if (next(4) === 0) {
      chosen?.record.rejected();
    } else {
      chosen?.record.written("created");
    }
    for (const { state: index } of released.slice(seen)) leave(Number(index));
  };
  const leave = (index: number) => {
    const { stream, after } = sent[index] ?? { stream: "?", after: 0 };
    const covers = (name: string) => stream === undefined || stream === name;
    if (unsettled.some(({ record: waiting, number }) => number <= after && covers(waiting.stream.name))) {
      faults.push(`state ${index} left before its records were settled`);
    }
    const isBound = (other: string | undefined) => other === undefined || covers(other);
    if (sent.slice(0, index).some((earlier) => !earlier.hasLeft && isBound(earlier.stream))) {
      faults.push(`state ${index} overtook another`);
    }
    sent.splice(index, 1, { stream, after, hasLeft: true });
  };
  const send = (stream: string | undefined) => {
    const seen = released.length;
    sent.push({ stream, after: records, hasLeft: false });
    state(String(sent.length - 1), stream);
    for (const { state: index } of released.slice(seen)) leave(Number(index));
  };

  for (let step = 0; step < 60; step += 1) {
    const kind = next(10);
    if (kind < 5) {
      records += 1;
      unsettled.push({ record: record(["a", "b", "c"][next(3)] ?? "a"), number: records });
    } else if (kind < 8) {
      send(kinds[next(kinds.length)]);
    } else {
      settleOne();
    }
  }
  send(undefined);
  while (unsettled.length > 0) settleOne();
  const counted = released.reduce((sum, { stats }) => sum + stats.recordCount + stats.rejectedRecordCount, 0);
  if (counted !== records || released.length !== sent.length) {
    faults.push(`${counted} of ${records} records counted in ${released.length} of ${sent.length} states`);
  }
  return faults;
}
