import { describe, expect, it } from "vitest";
import { DeletionAllowance } from "./deletion-allowance.ts";

function drafts(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    row: { key: { column: "id", value: `${index}` }, values: {}, identities: [`id:${index}`], byteLength: 2 },
  }));
}

describe("the deletions that a sync may do", () => {
  it("are as many as are set, whatever the batches", () => {
    const allowance = new DeletionAllowance(5, () => {});
    expect([drafts(3), drafts(3), drafts(3)].map((batch) => allowance.admit(batch).length)).toEqual([3, 2, 0]);
  });

  it("are none with 0", () => {
    expect(new DeletionAllowance(0, () => {}).admit(drafts(1))).toEqual([]);
  });

  it("count a row that is sent again once", () => {
    const allowance = new DeletionAllowance(2, () => {});
    const [first, second] = drafts(2);
    if (!first || !second) throw new Error("two drafts are made");
    allowance.admit([first]);
    expect(allowance.admit([first, second])).toEqual([first, second]);
  });

  it("do not count a row that deleted nothing", () => {
    const allowance = new DeletionAllowance(1, () => {});
    const [first, second] = drafts(2);
    if (!first || !second) throw new Error("two drafts are made");
    allowance.admit([first]);
    allowance.giveBack(first.row);
    expect(allowance.admit([second])).toEqual([second]);
    expect(() => allowance.giveBack(first.row)).toThrow("not admitted");
  });
});
