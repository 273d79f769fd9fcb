import { describe, expect, it } from "vitest";
import { NumberTable } from "./number-table.ts";

describe("a table of numbers", () => {
  it("holds the same as a Map, whatever the keys look like", () => {
    const table = new NumberTable(10_000_000);
    const map = new Map<number, number>();
    for (let n = 1; n <= 20_000; n++) {
      for (const key of [n, -n, n * 2 ** 32, 2 ** 53 - n, 360_000_000_000 + n * 100]) {
        map.set(key, (Math.abs(key) * 7) % 2 ** 32);
      }
    }
    const refused = [...map].filter(([key, value]) => !table.set(key, value));
    const wrong = [...map].filter(([key, value]) => table.get(key) !== value);
    expect({ refused, wrong }).toEqual({ refused: [], wrong: [] });
    expect(table.get(20_001)).toBeUndefined();
    table.set(1, 5);
    expect(table.get(1)).toBe(5);
  });

  it("accepts no more keys than its bytes allow, keeps those it has, and can still change their values", () => {
    const table = new NumberTable(200_000);
    let taken = 0;
    while (table.set(taken + 1, 1)) taken += 1;
    expect(table.bytes).toBeLessThanOrEqual(200_000);
    // At most 12 bytes per slot, and most slots are used.
    expect(taken).toBeGreaterThan(10_000);
    expect(table.set(1, 2)).toBe(true);
    expect([table.get(1), table.get(taken), table.get(taken + 1)]).toEqual([2, 1, undefined]);
  });

  it("refuses 0, which marks a free slot", () => {
    expect(() => new NumberTable(1000).set(0, 1)).toThrow("0 is not a key");
  });
});
