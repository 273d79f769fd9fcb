import { describe, expect, it, test } from "vitest";
import { comment, comments } from "./comment-rules.ts";

test.each<[written: readonly unknown[]]>([
  [[{ body: "Hi", author: 17 }]],
  [[{ body: "Hi", author: { external_id: 17 } }]],
  [[{ body: 17 }, 18]],
  [[1, 2]],
])("a list of comments means the same as its JSON text: %j", (written) => {
  expect(comments(JSON.stringify(written))).toStrictEqual(comments(written));
});

describe("a comment", () => {
  it.each<[written: unknown, sent: unknown]>([
    ['{"body":"Call back","public":false}', { body: "Call back", public: false }],
    [' {"html_body":"<b>Call</b>","author_id":17}', { html_body: "<b>Call</b>", author: { id: 17 } }],
    ['{"Body":"Call back","Public":false}', { body: "Call back", public: false }],
    ['{"body":""}', null],
    ["{not JSON}", { body: "{not JSON}" }],
    ['{"order":17}', { body: '{"order":17}' }],
    ["Call back", { body: "Call back" }],
  ])("written as %j is %j", (written, sent) => {
    expect(comment(written)).toStrictEqual({ value: sent });
  });
});

describe("a comment that is an object", () => {
  it.each<[what: string, parts: object, sent: object]>([
    ["is_public", { is_public: false }, { public: false }],
    ["parts in any case", { Public: "no", AUTHOR: "u-a" }, { public: false, author: { external_id: "u-a" } }],
    ["an author's email", { "author.email": "b@x.com" }, { author: { email: "b@x.com" } }],
    ["an author's external_id", { "Author.External_Id": 17 }, { author: { external_id: "17" } }],
    ["an author's id", { "author.id": "17" }, { author: { id: 17 } }],
    ["an author by two keys", { "author.email": "b@x.com", author_id: 17 }, { author: { id: 17 } }],
    ["nested keys in any case", { author: { Email: "b@x.com" } }, { author: { email: "b@x.com" } }],
    ["an unknown part that is null", { internal: null }, {}],
  ])("may have %s", (_what, parts, sent) => {
    expect(comment({ body: "Call back", ...parts })).toStrictEqual({ value: { body: "Call back", ...sent } });
  });

  it.each<[what: string, parts: object, reason: string]>([
    ["a part that may hide it", { internal: true }, 'a part "internal" that comments do not have'],
    ["a part that may be an author", { author_email: "b@x.com" }, 'a part "author_email" that comments do not have'],
    ["a part whose name may be data", { "b@x.com": 1 }, "has a part that comments do not have"],
    ["a part in two cases", { public: false, Public: true }, "the same part twice"],
    ["public and is_public that differ", { public: true, is_public: false }, "differs in public and is_public"],
    ["an invalid is_public", { is_public: "maybe" }, "has an invalid is_public"],
    ["an invalid author", { "author.email": "b" }, "has an invalid author.email"],
  ])("is refused with %s", (_what, parts, reason) => {
    expect(comment({ body: "Call back", ...parts })).toStrictEqual({ invalid: expect.stringContaining(reason) });
  });

  it("is written without what Zendesk sets and without attachments, and says so", () => {
    const given = { id: 5, body: "Call back", Attachments: [{ file: "lamp.png" }] };
    const written = { body: "Call back" };
    const leftOut = { id: "Zendesk sets it", attachments: "attachments are never written" };
    expect(comment(given)).toStrictEqual({ value: written, leftOut });
    expect(comments([{ body: "First" }, given])).toStrictEqual({ value: [{ body: "First" }, written], leftOut });
  });
});

describe("the comments of a ticket's past", () => {
  it.each<[what: string, written: unknown]>([
    ["numbers", [1, 2]],
    ["booleans", [true]],
    ["lists", [["Call back"]]],
    ["numbers in JSON text", "[1, 2]"],
    ["a number alone", 1],
  ])("are not %s", (_what, written) => {
    expect(comments(written)).toStrictEqual({
      invalid: expect.stringContaining("but Zendesk expects text, or an object"),
    });
  });

  const hidden = { body: "Call back", public: false };

  it.each<[what: string, written: unknown]>([
    ["the JSON text of one object", JSON.stringify(hidden)],
    ["a list of such texts", [JSON.stringify(hidden)]],
    ["the JSON text of a list of such texts", JSON.stringify([JSON.stringify(hidden)])],
  ])("written as %s stay private", (_what, written) => {
    expect(comments(written)).toStrictEqual({ value: [hidden] });
  });
});
