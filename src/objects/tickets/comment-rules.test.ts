import { expect, test } from "vitest";
import { comments } from "./comment-rules.ts";

test.each<[written: readonly unknown[]]>([
  [[{ body: "Hi", author: 17 }]],
  [[{ body: "Hi", author: { external_id: 17 } }]],
  [[{ body: 17 }, 18]],
])("a list of comments means the same as its JSON text: %j", (written) => {
  expect(comments(JSON.stringify(written))).toStrictEqual(comments(written));
});
