import { describe, expect, it } from "vitest";
import { lookup } from "./lookup.ts";

describe("a lookup", () => {
  it.each<[target: string | undefined, written: unknown, sent: string | null]>([
    ["zen:user", 4567, "4567"],
    ["zen:user", "4567", "4567"],
    ["zen:user", " 4567 ", "4567"],
    ["zen:user", "4567.0", "4567"],
    ["zen:organization", JSON.rawJSON("9007199254740993"), "9007199254740993"],
    ["zen:user", "", null],
    [undefined, 4567, "4567"],
    // Text that is not only digits is the target's external id.
    ["zen:user", "crm-1001", "external_id:crm-1001"],
    ["zen:user", "ada@example.com", "external_id:ada@example.com"],
    ["zen:user", "1e3", "external_id:1e3"],
    ["zen:user", "4.5", "external_id:4.5"],
    ["zen:user", "-5", "external_id:-5"],
    [undefined, " Main: Street ", "external_id:Main: Street"],
    ["zen:user", "external_id:4567", "external_id:4567"],
    ["zen:user", " External_ID: crm-1001", "external_id:crm-1001"],
    ["zen:custom_object:apartment", "name:Third floor", "name:Third floor"],
    ["zen:custom_object:apartment", "third floor", "external_id:third floor"],
    ["zen:custom_object:apartment", "01J9ZQ4C2VXK3M7T5N8P6R4S2W", "01J9ZQ4C2VXK3M7T5N8P6R4S2W"],
    ["zen:user", "01J9ZQ4C2VXK3M7T5N8P6R4S2W", "external_id:01J9ZQ4C2VXK3M7T5N8P6R4S2W"],
    ["zen:custom_object:apartment", 12, "12"],
    ["zen:user", "\u{1F600}".repeat(255), `external_id:${"\u{1F600}".repeat(255)}`],
  ])("for %s, written %j, is sent as %j", (target, written, sent) => {
    expect(lookup(target)(written)).toStrictEqual({ value: sent });
  });

  it.each<[target: string | undefined, written: unknown, reason: string]>([
    ["zen:user", 0, "is not a Zendesk id"],
    ["zen:user", "0", "is not a Zendesk id"],
    ["zen:user", -5, "is not a Zendesk id"],
    ["zen:user", 4.5, "is not a Zendesk id"],
    ["zen:user", "99999999999999999999", "is not a Zendesk id"],
    ["zen:user", "external_id:", 'has no key after "external_id:"'],
    ["zen:user", "name: ", 'has no key after "name:"'],
    ["zen:user", "None", "is a placeholder"],
    ["zen:user", "external_id:null", "is a placeholder"],
    ["zen:user", "M\uFFFDller", "contains a character that could not be decoded"],
    ["zen:user", "x".repeat(256), "has more than 255 characters"],
    ["zen:custom_object:apartment", `name:${"é".repeat(256)}`, "has more than 255 characters"],
    ["zen:user", true, "is a boolean"],
    ["zen:user", [4567], "is a list"],
    [undefined, { id: 4567 }, "is an object"],
  ])("for %s refuses %j: %s", (target, written, reason) => {
    expect(lookup(target)(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});
