import { describe, expect, it } from "vitest";
import { lookup } from "./lookup.ts";

describe("a lookup", () => {
  it.each<[target: string | undefined, written: unknown, id: string | null]>([
    ["zen:user", 4567, "4567"],
    ["zen:user", "4567", "4567"],
    ["zen:user", " 4567 ", "4567"],
    ["zen:user", "4567.0", "4567"],
    ["zen:organization", JSON.rawJSON("9007199254740993"), "9007199254740993"],
    ["zen:user", "", null],
    ["zen:custom_object:apartment", "01J9ZQ4C2VXK3", "01J9ZQ4C2VXK3"],
    ["zen:custom_object:apartment", 12, "12"],
    [undefined, 4567, "4567"],
  ])("at %s, written %j, goes out as %j", (target, written, id) => {
    expect(lookup(target)(written)).toStrictEqual({ value: id });
  });

  it.each<[target: string | undefined, written: unknown, reason: string]>([
    ["zen:user", "ada@example.com", "is no id of a zen:user"],
    ["zen:user", "Ada Lovelace", "is no id"],
    ["zen:user", 0, "is no id"],
    ["zen:user", -5, "is no id"],
    ["zen:user", 4.5, "is no id"],
    ["zen:user", "1E400", "is no id"],
    ["zen:custom_object:apartment", "third floor", "is no id of a zen:custom_object:apartment"],
    ["zen:user", true, "is a boolean"],
    ["zen:user", [4567], "is a list"],
    [undefined, { id: 4567 }, "is an object"],
  ])("at %s takes no %j: %s", (target, written, reason) => {
    expect(lookup(target)(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});
