import { describe, expect, it } from "vitest";
import { organization } from "./organization-column.ts";

describe("an organization", () => {
  it.each<[written: unknown, sent: unknown]>([
    ["Acme", { name: "Acme" }],
    [" Acme ", { name: "Acme" }],
    [{ name: "Acme" }, { name: "Acme" }],
    [{ external_id: 17 }, { external_id: "17" }],
    [{ external_id: "", name: "Acme" }, { name: "Acme" }],
    [{ id: "35436", name: "Acme" }, { id: 35_436 }],
    [{ id: null }, null],
    ["", null],
  ])("written %j is looked for by %j", (written, sent) => {
    expect(organization(written)).toStrictEqual({ value: sent });
  });

  it.each<[written: unknown, reason: string]>([
    [35_436, "is a number where Zendesk takes an organization's name"],
    [JSON.rawJSON("9007199254740993"), "is a number"],
    [["Acme"], "is a list"],
    [{ title: "Acme" }, "is an object"],
    ["None", "names an organization whose name is a placeholder"],
    ["Acm\uFFFD", "names an organization whose name has a broken character"],
    [{ external_id: "n/a" }, "names an organization whose external_id is a placeholder"],
    [{ id: "acme" }, "names an organization whose id is not a Zendesk id"],
  ])("is not %j: %s", (written, reason) => {
    expect(organization(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});
