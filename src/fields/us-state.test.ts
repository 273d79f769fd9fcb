import { describe, expect, it } from "vitest";
import { CODE_OF_STATE } from "./us-state-names.ts";
import { usState } from "./us-state.ts";

describe("a US state", () => {
  it.each<[written: string, code: string]>([
    ["CA", "CA"],
    ["ca", "CA"],
    [" ny ", "NY"],
    ["ＣＡ", "CA"],
    // Any two letters pass: Ontario, the armed forces, nothing at all.
    ["on", "ON"],
    ["ae", "AE"],
    ["zz", "ZZ"],
    ["California", "CA"],
    ["new york", "NY"],
    ["NEW YORK", "NY"],
    ["New  York", "NY"],
    ["new-york", "NY"],
    ["Hawai\u02BBi", "HI"],
    ["Washington", "WA"],
    ["Washington, D.C.", "DC"],
    ["district of columbia", "DC"],
    ["Puerto Rico", "PR"],
    ["Guam", "GU"],
    ["U.S. Virgin Islands", "VI"],
    ["Virgin Islands", "VI"],
    ["American Samoa", "AS"],
    ["Northern Mariana Islands", "MP"],
    ["U.S. Minor Outlying Islands", "UM"],
  ])("written %j is %s", (written, code) => {
    expect(usState(written)).toStrictEqual({ value: code });
  });

  it.each<[written: unknown, reason: string]>([
    ["n.y.", "neither"],
    ["D.C.", "neither"],
    ["Ontario", "neither a two-letter code nor the name of a US state"],
    ["Californa", "neither"],
    ["C", "neither"],
    ["CAL", "neither"],
    ["US-CA", "neither"],
    ["06", "neither"],
    ["C1", "neither"],
    ["çA", "neither"],
    ["Georgia (US)", "neither"],
    [6, "is a number"],
    [true, "is a boolean"],
    [["CA"], "is a list"],
    [{ code: "CA" }, "is an object"],
  ])("written %j is refused: %s", (written, reason) => {
    expect(usState(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it("of 65 kB is refused", () => {
    expect(usState("x".repeat(65_536))).toStrictEqual({ invalid: expect.stringContaining("neither") });
  });

  it("that is blank is not a value", () => {
    expect(usState(" ")).toStrictEqual({ value: null });
  });

  it("has a name for 50 states, DC and 6 territories", () => {
    expect(new Set(CODE_OF_STATE.values()).size).toBe(57);
  });
});
