import { describe, expect, it } from "vitest";
import { DeletionAllowance } from "./deletion-allowance.ts";

interface Draft {
  readonly row: object;
  readonly thing: string;
}

let things = 0;

function draft(thing = `thing ${++things}`): Draft {
  return { row: {}, thing };
}

function drafts(count: number): readonly Draft[] {
  return Array.from({ length: count }, () => draft());
}

function nameThing({ thing }: Draft): string {
  return thing;
}

describe("the deletions that a sync may do", () => {
  it("are as many as the setting allows, whatever the batches", () => {
    const allowance = new DeletionAllowance(5, () => {});
    expect([drafts(3), drafts(3), drafts(3)].map((batch) => allowance.admit(batch, nameThing).length)).toEqual([
      3, 2, 0,
    ]);
  });

  it("are not allowed at all if the setting is 0", () => {
    expect(new DeletionAllowance(0, () => {}).admit(drafts(1), nameThing)).toEqual([]);
  });

  it("count a row once even if it is sent again", () => {
    const allowance = new DeletionAllowance(2, () => {});
    const [first, second] = [draft(), draft()];
    allowance.admit([first], nameThing);
    expect(allowance.admit([first, second], nameThing)).toEqual([first, second]);
  });

  it("do not count a row that deleted nothing", () => {
    const allowance = new DeletionAllowance(1, () => {});
    const [first, second] = [draft(), draft()];
    allowance.admit([first], nameThing);
    allowance.giveBack(first.row, first.thing);
    expect(allowance.admit([second], nameThing)).toEqual([second]);
    expect(() => allowance.giveBack(first.row, first.thing)).toThrow("not admitted");
  });

  it("count several rows of one thing once as long as its deletion is unconfirmed", () => {
    const allowance = new DeletionAllowance(1, () => {});
    const [first, second, other] = [draft("one"), draft("one"), draft("other")];
    expect(allowance.admit([first, second, other], nameThing)).toEqual([first, second]);
    allowance.giveBack(second.row, second.thing);
    expect(allowance.admit([other], nameThing)).toEqual([]);
    allowance.giveBack(first.row, first.thing);
    expect(allowance.admit([other], nameThing)).toEqual([other]);
  });

  it("stay used up after a deletion is confirmed", () => {
    const allowance = new DeletionAllowance(1, () => {});
    const [first, second] = [draft(), draft()];
    allowance.admit([first], nameThing);
    allowance.confirm(first.thing);
    expect(allowance.admit([second], nameThing)).toEqual([]);
  });
});
