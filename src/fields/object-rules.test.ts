import { describe, expect, it } from "vitest";
import { objectRules } from "./object-rules.ts";

const STATES = ["state", "home"].map((key) => ({ key, type: "text", title: key, active: true }));
const settings = { phoneCountry: "US", decimalPlaces: 2 };

describe("the rules of an object", () => {
  it.each([["state"], ["user_fields.state"]])("accept %s as a field that contains a US state", (name) => {
    const rules = objectRules({}, "user_fields", STATES, { ...settings, usStateFields: [name] });
    expect(rules.ruleOf("user_fields.state")?.("california")).toStrictEqual({ value: "CA" });
    expect(rules.ruleOf("user_fields.state")?.("Ontario")).toStrictEqual({
      invalid: expect.stringContaining("us_state_fields"),
    });
    expect(rules.ruleOf("user_fields.home")?.("california")).toStrictEqual({ value: "california" });
  });

  it("leave the fields of other objects alone", () => {
    const usStateFields = ["organization_fields.state"];
    const rules = objectRules({}, "user_fields", STATES, { ...settings, usStateFields });
    expect(rules.ruleOf("user_fields.state")?.("california")).toStrictEqual({ value: "california" });
  });
});
