import { expect, test } from "vitest";
import { htmlComment, plainComment } from "./comment-text.ts";

test.each([
  ["a", "a"],
  ["x".repeat(65_535), "x".repeat(65_535)],
  ["x".repeat(65_536), "x".repeat(65_535)],
  [`${"x".repeat(65_534)}é`, "x".repeat(65_534)],
  [`${"x".repeat(65_533)}é`, `${"x".repeat(65_533)}é`],
])("a comment is cut at 65,535 bytes, between two characters: %.5s", (sent, kept) => {
  expect(plainComment(sent).body).toBe(kept);
});

test("a plain comment is shown as HTML too", () => {
  expect(plainComment("1 < 2\nyes\n\nreally").htmlBody).toBe(
    '<div class="zd-comment" dir="auto"><p dir="auto">1 &lt; 2<br>yes</p><p dir="auto">really</p></div>',
  );
});

test("an HTML comment is shown in a wrapper, and as plain text", () => {
  expect(htmlComment("<p>Tom &amp; <b>Ann</b></p><p>Bye</p>")).toEqual({
    body: "Tom & Ann\n\nBye",
    htmlBody: '<div class="zd-comment" dir="auto"><p>Tom &amp; <b>Ann</b></p><p>Bye</p></div>',
  });
});
