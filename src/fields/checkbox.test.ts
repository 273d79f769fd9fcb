import { describe, expect, it } from "vitest";
import { checkbox } from "./checkbox.ts";

describe("a checkbox", () => {
  it.each<[checked: boolean, written: readonly unknown[]]>([
    [true, [true, "true", "TRUE", " True ", "t", "yes", "Y", "on", 1, "1", "1.0", " 1.00 "]],
    [false, [false, "false", "FALSE", "f", "no", "N", "off", 0, -0, "0", "0.0"]],
  ])("is %s for %j", (checked, written) => {
    expect(written.map(checkbox)).toStrictEqual(written.map(() => ({ value: checked })));
  });

  it.each<[written: unknown, reason: string]>([
    ["maybe", "neither true nor false"],
    ["null", "neither true nor false"],
    ["ja", "neither true nor false"],
    ["x", "neither true nor false"],
    [2, "neither true nor false"],
    [-1, "neither true nor false"],
    [0.5, "neither true nor false"],
    ["1.5", "neither true nor false"],
    ["10.0", "neither true nor false"],
    [[true], "is a list"],
    [{ checked: true }, "is an object"],
  ])("refuses %j: %s", (written, reason) => {
    expect(checkbox(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it("that is blank is not a value", () => {
    expect(checkbox("")).toStrictEqual({ value: null });
  });
});
