import { describe, expect, it } from "vitest";
import type { FieldRuleSettings } from "../../../fields/field-rule-settings.ts";
import type { ValueRule } from "../../../fields/value-rule.ts";
import { userColumns } from "./user-columns.ts";

const settings: FieldRuleSettings = { phoneCountry: "US", usStateFields: ["state"], decimalPlaces: 2 };
const columns = userColumns({ allow_roles: true });

function ruleOf(column: string): ValueRule | undefined {
  return Object.hasOwn(columns, column) ? columns[column]?.rule(settings) : undefined;
}

describe("a user's own column", () => {
  it.each<[column: string, written: unknown, sent: unknown]>([
    ["id", "35436", 35_436],
    ["external_id", 1001.0, "1001"],
    ["email", " ada@example.com ", "ada@example.com"],
    ["name", "Ada Lovelace", "Ada Lovelace"],
    ["phone", "(415) 555-2671", "+14155552671"],
    ["shared_phone_number", "false", false],
    ["alias", "Ada", "Ada"],
    ["details", 5, "5"],
    ["notes", "likes engines", "likes engines"],
    ["tags", "VIP", ["vip"]],
    ["organization_id", 35_436, 35_436],
    ["organization", "Acme", { external_id: "Acme", name: "Acme" }],
    ["organization.external_id", 17, "17"],
    ["organization.name", " Acme ", "Acme"],
    ["locale", " en-US", "en-US"],
    ["time_zone", "Eastern Time (US & Canada)", "Eastern Time (US & Canada)"],
    ["remote_photo_url", "https://example.com/ada.png", "https://example.com/ada.png"],
    ["remote_photo_url", "", null],
    ["role", "Agent", "agent"],
    ["custom_role_id", "123", 123],
    ["ticket_restriction", "assigned", "assigned"],
    ["ticket_restriction", " ", null],
    ["default_group_id", "", null],
    ["suspended", 0, false],
  ])("%s turns %j into %j", (column, written, sent) => {
    expect(ruleOf(column)?.(written)).toStrictEqual({ value: sent });
  });

  it("keeps every digit of an id", () => {
    const rule = ruleOf("organization_id");
    expect(JSON.stringify(rule?.("9007199254740993"))).toBe('{"value":9007199254740993}');
  });

  it.each<[column: string, written: unknown, reason: string]>([
    ["name", ["Ada"], "is a list"],
    ["id", "crm-1001", "not a Zendesk id"],
    ["organization_id", 0, "not a Zendesk id"],
    ["organization_id", 1.5, "not a Zendesk id"],
    ["organization_id", true, "is a boolean"],
    ["role", "owner", "is not one of end-user, agent, admin"],
    ["role", 1, "is a number"],
    ["remote_photo_url", "ada.png", "not a web address"],
    ["remote_photo_url", "javascript:alert(1)", "not a web address"],
    ["remote_photo_url", "https://", "not a web address"],
    ["remote_photo_url", 5, "is a number"],
  ])("%s refuses %j: %s", (column, written, reason) => {
    expect(ruleOf(column)?.(written)).toStrictEqual({
      invalid: expect.stringContaining(reason),
    });
  });

  it.each(["password", "identities", "verified", "separation", "user_fields.tier", "constructor"])(
    "%s does not exist",
    (column) => {
      expect(ruleOf(column)).toBeUndefined();
    },
  );
});
