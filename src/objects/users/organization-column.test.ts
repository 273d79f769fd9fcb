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
  ])("written %j is looked up by %j", (written, sent) => {
    expect(organization(written)).toStrictEqual({ value: sent });
  });

  it.each<[written: unknown, reason: string]>([
    [35_436, "is a number, but Zendesk expects an organization's name"],
    [JSON.rawJSON("9007199254740993"), "is a number"],
    [["Acme"], "is a list"],
    [{ title: "Acme" }, "is an object"],
    ["None", "names an organization with an invalid name, which is a placeholder"],
    ["Acm\uFFFD", "names an organization with an invalid name, which contains a character that could not be decoded"],
    [{ external_id: "n/a" }, "names an organization with an invalid external_id, which is a placeholder"],
    [{ id: "acme" }, "names an organization with an invalid id, which is not a Zendesk id"],
  ])("cannot be %j: %s", (written, reason) => {
    expect(organization(written)).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });
});
