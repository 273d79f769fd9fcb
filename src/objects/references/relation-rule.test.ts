import { describe, expect, it } from "vitest";
import type { Target } from "../relation.ts";
import { relationListRule, relationRule } from "./relation-rule.ts";

const ORGANIZATION: Target = { noun: "organization", keys: ["external_id", "name"] };
const USER: Target = { noun: "user", keys: ["external_id", "email"] };
const GROUP: Target = { noun: "group", keys: ["name"] };

describe("a field that names something", () => {
  it.each<[target: Target, written: unknown, sought: unknown]>([
    [ORGANIZATION, "Acme", { external_id: "Acme", name: "Acme" }],
    [ORGANIZATION, " Acme ", { external_id: "Acme", name: "Acme" }],
    [ORGANIZATION, "sales@acme", { external_id: "sales@acme", name: "sales@acme" }],
    [ORGANIZATION, { name: "Acme" }, { name: "Acme" }],
    [ORGANIZATION, { external_id: 17 }, { external_id: "17" }],
    [ORGANIZATION, { external_id: "", name: "Acme" }, { name: "Acme" }],
    [ORGANIZATION, { id: "35436", name: "Acme" }, { id: 35_436 }],
    [ORGANIZATION, { id: null }, null],
    [ORGANIZATION, "", null],
    [USER, "c-17", { external_id: "c-17" }],
    [USER, "mailto:ada@example.com", { email: "ada@example.com" }],
    [USER, { email: "ada@example.com" }, { email: "ada@example.com" }],
    [USER, { External_Id: null, Email: "ada@example.com" }, { email: "ada@example.com" }],
    [GROUP, "Support", { name: "Support" }],
  ])("%j written as %j is looked for by %j", (target, written, sought) => {
    expect(relationRule(target)(written)).toStrictEqual({ value: sought });
  });

  it.each<[target: Target, written: unknown, reason: string]>([
    [ORGANIZATION, 35_436, "is a number, but Zendesk expects the organization's external_id or name as text"],
    [ORGANIZATION, JSON.rawJSON("9007199254740993"), "is a number"],
    [ORGANIZATION, ["Acme"], "is a list"],
    [ORGANIZATION, { title: "Acme" }, 'or an object with its "id", "external_id" or "name"'],
    [USER, { name: "Ada" }, 'or an object with its "id", "external_id" or "email"'],
    [ORGANIZATION, "None", "is a placeholder"],
    [ORGANIZATION, "Acm\uFFFD", "contains a character that could not be decoded"],
    [USER, "Ada <ada@example.com>, b@x.de", "is not an email address"],
    [ORGANIZATION, "x".repeat(256), "has more than 255 characters"],
    [USER, `${"x".repeat(256)}@example.com`, "has more than 255 characters"],
    [USER, { external_id: "x".repeat(9000) }, "has an invalid external_id, which has more than 255 characters"],
    [ORGANIZATION, { external_id: "n/a" }, "has an invalid external_id, which is a placeholder"],
    [ORGANIZATION, { id: "acme" }, "has an invalid id, which is not a Zendesk id"],
  ])("%j is not %j: %s", (target, written, reason) => {
    expect(relationRule(target)(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});

describe("a field that names a list of things", () => {
  const rule = relationListRule(ORGANIZATION, 2);
  const acme = { external_id: "Acme", name: "Acme" };

  it.each<[written: unknown, sought: unknown]>([
    [["Acme", "Acme", null], [acme]],
    [
      [{ id: 7 }, "Acme"],
      [{ id: 7 }, acme],
    ],
    ['["Acme", {"id": "7"}]', [acme, { id: 7 }]],
    ['[{"external_id": 17}]', [{ external_id: "17" }]],
    ["Acme, ", [acme]],
    // Text has no numbers: what has no quotes may be Java's text.
    ["[777, 'Acme']", [{ external_id: "777", name: "777" }, acme]],
    ["[777, Acme]", [{ external_id: "777", name: "777" }, acme]],
    ["{Acme}", [acme]],
    [[], []],
    ["[]", []],
    ["", null],
  ])("written as %j is looked for by %j", (written, sought) => {
    expect(rule(written)).toStrictEqual({ value: sought });
  });

  it.each<[written: unknown, reason: string]>([
    [7, "is a number, but Zendesk expects a list of organizations"],
    [{ name: "Acme" }, "is an object, but Zendesk expects a list of organizations"],
    ["[Acme", "looks like a list but cannot be read as one"],
    [["Acme", 7], "has an item that is a number"],
    ['["Acme", 7]', "has an item that is a number"],
    ["[9007199254740993]", "has an item that is a number"],
    [["Acme", "None"], "has an item that is a placeholder"],
    [["a", "b", "c"], "names 3 organizations, but Zendesk allows 2"],
  ])("is not %j: %s", (written, reason) => {
    expect(rule(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});
