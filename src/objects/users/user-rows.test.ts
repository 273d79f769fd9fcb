import { expect, it } from "vitest";
import type { FieldValues, Row } from "../row.ts";
import { areMergeable } from "../write/merging.ts";
import { usersWith } from "./test-support/users-with.ts";

function row(values: FieldValues): Row {
  const all = { external_id: "c-1", name: "Ana", ...values };
  return { key: { column: "external_id", value: "c-1" }, values: all, identities: ["external_id:c-1"], byteLength: 10 };
}

it.each<[what: string, earlier: FieldValues, later: FieldValues, isMerged: boolean]>([
  ["other values", { notes: "a" }, { notes: "b", alias: "c" }, true],
  ["the same phone", { phone: "+14155552671" }, { phone: "+14155552671" }, true],
  ["a phone in one of them", {}, { phone: "+14155552671" }, true],
  ["two phones", { phone: "+14155552671" }, { phone: "+14155552672" }, false],
  ["a phone that is emptied", { phone: "+14155552671" }, { phone: null }, false],
  ["the same address in another case", { email: "ana@example.com" }, { email: "ANA@example.com" }, true],
  ["two addresses", { email: "ana@example.com" }, { email: "bea@example.com" }, false],
  ["an address that only the later has", {}, { email: "ana@example.com" }, false],
  ["tags", { tags: ["a"] }, {}, false],
  ["an organization", {}, { organization_id: 7 }, false],
  ["an organization by one of its keys", {}, { "organization.name": "Acme" }, false],
  ["no name in one of them", { name: undefined }, {}, false],
])("two records of a person with %s are one row where that leaves the same user", (_what, earlier, later, isMerged) => {
  expect(areMergeable(row(earlier), row(later), usersWith())).toBe(isMerged);
});
