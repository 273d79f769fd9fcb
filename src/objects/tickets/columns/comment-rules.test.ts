import { describe, expect, it, test } from "vitest";
import { comment, comments } from "./comment-rules.ts";

test.each<[written: readonly unknown[]]>([
  [[{ body: "Hi", author: 17 }]],
  [[{ body: "Hi", author: { external_id: 17 } }]],
  [[{ body: 17 }, 18]],
])("a list of comments means the same as its JSON text: %j", (written) => {
  expect(comments(JSON.stringify(written))).toStrictEqual(comments(written));
});

describe("a comment", () => {
  it.each<[written: unknown, sent: unknown]>([
    ['{"body":"Call back","public":false}', { body: "Call back", public: false }],
    [' {"html_body":"<b>Call</b>","author_id":17}', { html_body: "<b>Call</b>", author_id: 17 }],
    ['{"body":""}', null],
    ["{not JSON}", { body: "{not JSON}" }],
    ['{"order":17}', { body: '{"order":17}' }],
    ["Call back", { body: "Call back" }],
  ])("written as %j is %j", (written, sent) => {
    expect(comment(written)).toStrictEqual({ value: sent });
  });
});

describe("the comments of a ticket's past", () => {
  const hidden = { body: "Call back", public: false };

  it.each<[what: string, written: unknown]>([
    ["the JSON text of one object", JSON.stringify(hidden)],
    ["a list of such texts", [JSON.stringify(hidden)]],
    ["the JSON text of a list of such texts", JSON.stringify([JSON.stringify(hidden)])],
  ])("written as %s stay private", (_what, written) => {
    expect(comments(written)).toStrictEqual({ value: [hidden] });
  });
});
