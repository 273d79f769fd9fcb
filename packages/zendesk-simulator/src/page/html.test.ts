import { expect, test } from "vitest";
import { html } from "./html.ts";

test.each([
  ["text", html`<p>${`<b>"a" & 'b'</b>`}</p>`, "<p>&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/b&gt;</p>"],
  ["an attribute", html`<a title="${'" onclick="x'}"></a>`, '<a title="&quot; onclick=&quot;x"></a>'],
  ["html", html`<p>${html`<b>${"<"}</b>`}</p>`, "<p><b>&lt;</b></p>"],
  ["a list", html`<p>${["<", html`<b></b>`, 3]}</p>`, "<p>&lt;<b></b>3</p>"],
  ["nothing", html`<p>${undefined}${false}${[]}</p>`, "<p></p>"],
  ["zero", html`<p>${0}</p>`, "<p>0</p>"],
])("puts %s into a page", (_name, page, expected) => {
  expect(page.text).toBe(expected);
});
