import { expect, test } from "vitest";
import { type Json, parseExactly } from "../json.ts";
import { customField, type CustomFieldType } from "./custom-field.ts";
import { type FindTarget, storedFieldValue } from "./field-value.ts";

function stored(type: CustomFieldType, value: Json): string {
  const options = [
    { name: "Gold", value: "gold" },
    { name: "Silver", value: "silver" },
  ];
  const field = customField({ key: "key", type, title: "Title", options, regexp: "\\A[A-Z]{2}-\\d+\\z" }, 0);
  const find: FindTarget = (_type, key, name) => {
    if (key === "id") return name === "404" ? undefined : name;
    return name === "known" ? `id by ${key}` : undefined;
  };
  return JSON.stringify(storedFieldValue(field, value, find));
}

test.each<[CustomFieldType, string, string]>([
  ["text", '"CA"', '"CA"'],
  ["text", "9007199254740993", '"9007199254740993"'],
  ["textarea", "true", '"true"'],
  ["currency", '"12.50"', "12.5"],
  ["parent", '"external_id:known"', '"id by external_id"'],
  ["checkbox", "true", "true"],
  ["checkbox", '"1"', "true"],
  ["checkbox", '"no"', "false"],
  ["date", '"2026-02-28"', '"2026-02-28T00:00:00+00:00"'],
  ["date", '"2026-02-28T23:59:59Z"', '"2026-02-28T00:00:00+00:00"'],
  ["integer", "12345678901234567890", "12345678901234567890"],
  ["integer", '" +0042 "', "42"],
  ["decimal", '"0012.50"', "12.5"],
  ["decimal", '"-.5"', "-0.5"],
  ["decimal", "99999999999999999.25", "99999999999999999.25"],
  ["regexp", '"AB-12"', '"AB-12"'],
  ["dropdown", '"gold"', '"gold"'],
  ["multiselect", '["gold","silver"]', '["gold","silver"]'],
  ["lookup", "6164068768154", '"6164068768154"'],
  ["lookup", '"external_id:known"', '"id by external_id"'],
  ["lookup", '"name:known"', '"id by name"'],
  ["date", "null", "null"],
])("a %s field stores %s as %s", (type, sent, kept) => {
  expect(stored(type, parseExactly(sent))).toBe(kept);
});

test.each<[CustomFieldType, Json]>([
  ["text", { a: 1 }],
  ["date", "2026-02-30"],
  ["date", "28.02.2026"],
  ["integer", "4.5"],
  ["integer", ""],
  ["decimal", "twelve"],
  ["regexp", "xAB-12"],
  ["dropdown", "Gold"],
  ["multiselect", ["gold", "bronze"]],
  ["multiselect", "gold"],
  ["lookup", "two words"],
  ["lookup", "crm-1"],
  ["lookup", "external_id:nobody"],
  ["lookup", "email:known"],
])("a %s field refuses %j", (type, sent) => {
  expect(() => stored(type, sent)).toThrow("Title: is invalid");
});
