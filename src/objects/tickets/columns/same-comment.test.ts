import { describe, expect, it } from "vitest";
import { isSameComment } from "./same-comment.ts";

const written = {
  author_id: 7,
  body: "The lamp\narrived **broken**.",
  html_body: '<div class="zd-comment" dir="auto"><p>The lamp<br>arrived <strong>broken</strong>.</p></div>',
};

describe("a comment is the one that a ticket already has", () => {
  it.each([
    ["the same text", { author_id: 7, body: "The lamp\narrived **broken**." }],
    [
      "lines that end as on Windows, and blanks around the text",
      { author_id: 7, body: " The lamp\r\narrived **broken**. " },
    ],
    [
      "HTML that Zendesk has wrapped",
      { author_id: 7, html_body: "<p>The lamp<br/>arrived <strong>broken</strong>.</p>" },
    ],
    [
      "HTML with other tags around the same words",
      { author_id: 7, html_body: "The lamp <i>arrived</i> broken&nbsp;." },
    ],
  ])("with %s", (_what, comment) => {
    expect(isSameComment(written, comment, undefined)).toBe(true);
  });

  it.each([
    ["another author", { author_id: 8, body: written.body }],
    ["another case", { author_id: 7, body: written.body.toLowerCase() }],
    ["another line break", { author_id: 7, body: written.body.replace("\n", " ") }],
    ["other words in HTML", { author_id: 7, html_body: "<p>The lamp arrived.</p>" }],
    ["a picture", { author_id: 7, html_body: `${written.html_body}<img src="https://example.com/1.png">` }],
    ["no text", { author_id: 7 }],
  ])("not with %s", (_what, comment) => {
    expect(isSameComment(written, comment, undefined)).toBe(false);
  });

  it.each([
    ["api", true],
    ["web", false],
    [4, false],
  ])("if its channel is %j: %j", (channel, isSame) => {
    const comment = { author_id: 7, body: written.body };
    expect(isSameComment({ ...written, via: { channel } }, comment, undefined)).toBe(isSame);
  });

  it.each([
    ['<img src="https://example.com/1.png">', '<img src="https://example.com/2.png">'],
    ['<a href="https://example.com/1">Order</a>', "<a href='https://example.com/2'>Order</a>"],
  ])("but not if %s became %s, although the text is the same", (one, other) => {
    const held = { author_id: 7, body: "", html_body: `<div class="zd-comment">${one}</div>` };
    expect(isSameComment(held, { author_id: 7, html_body: one }, undefined)).toBe(true);
    expect(isSameComment(held, { author_id: 7, html_body: other }, undefined)).toBe(false);
  });

  it("also by the submitter, whom Zendesk makes the author of the first comment of a live ticket", () => {
    expect(isSameComment(written, { author_id: 8, body: written.body }, 7)).toBe(true);
  });
});
