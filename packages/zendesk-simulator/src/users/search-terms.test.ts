import { expect, test } from "vitest";
import { parseSearch } from "./search-terms.ts";

test.each([
  ["email:Ann+1@Example.com", { email: "ann+1@example.com" }],
  ['email:"ann@example.com"', { email: "ann@example.com" }],
  ["ann@example.com", { email: "ann@example.com" }],
  ["external_id:crm-1", { external_id: "crm-1" }],
  ['type:user external_id:"crm 1"', { external_id: "crm 1" }],
  ["role:agent type:user", { role: "agent" }],
  ["Ann", { words: "ann" }],
  ["Ann Example", { words: "ann example" }],
  ['name:"Ann Example"', { name: "ann example" }],
  ["name:Ann role:agent", { name: "ann", role: "agent" }],
  ["email:a@example.com external_id:a", { email: "a@example.com", external_id: "a" }],
])("the search %s is understood", (text, terms) => {
  expect(parseSearch(text)).toEqual(terms);
});

test.each([
  "name:Ann*",
  "Ann OR Bob",
  "email:*@example.com",
  "email:a@example.com OR email:b@example.com",
  "email:a@example.com email:b@example.com",
  "-email:a@example.com",
  "created>2026-01-01",
  'email:"a@example.com',
  "email:",
  "type:ticket external_id:a",
  "type:user",
])("the search %s is refused as one that is not simulated", (text) => {
  expect(() => parseSearch(text)).toThrow(expect.objectContaining({ status: 501 }));
});

test("an empty search is a bad request", () => {
  expect(() => parseSearch("  ")).toThrow(expect.objectContaining({ status: 400 }));
});
