import { expect, it } from "vitest";
import { withArticle } from "./with-article.ts";

it.each([
  ["user", "a user"],
  ["ticket", "a ticket"],
  ["custom object record", "a custom object record"],
  ["organization", "an organization"],
  ["organization membership", "an organization membership"],
])("%s is %s", (noun, words) => {
  expect(withArticle(noun)).toBe(words);
});
