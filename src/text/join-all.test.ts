import { expect, it } from "vitest";
import { joinAll } from "./join-all.ts";

it.each([
  [[], ""],
  [["manage end users"], "manage end users"],
  [["manage end users", "manage organizations"], "manage end users and manage organizations"],
  [
    ["manage end users", "manage organizations", "create, edit and delete tickets"],
    "manage end users, manage organizations, and create, edit and delete tickets",
  ],
])("%j is %s", (words, text) => {
  expect(joinAll(words)).toBe(text);
});
