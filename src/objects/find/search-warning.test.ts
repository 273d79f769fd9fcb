import { expect, test } from "vitest";
import { searchWarning } from "./search-warning.ts";

const users = { noun: { one: "user", many: "users" } };

test.each([
  {
    key: { column: "email", value: "a,b@example.com" },
    said: "searching for their email",
    advised: "as the matching key",
  },
  { key: { column: "external_id", value: "a,b" }, said: "an external_id with a comma", advised: "has no comma" },
])("users found only by a search for $key.column are warned about: $said", ({ advised, key, said }) => {
  const warning = searchWarning(users, key);
  expect(warning).toContain(said);
  expect(warning).toContain(advised);
  expect(warning.includes("as the matching key")).toBe(key.column !== "external_id");
  expect(warning).not.toContain(key.value);
});
