/**
 * Keeps a page up to date: fetches it again and replaces what has changed. It waits while somebody types, selects text,
 * or has unfolded something, and the longer a page takes, the less often it asks. Without the script, reload the page.
 */
export const PAGE_SCRIPT = `"use strict";
const parts = () => [...document.querySelectorAll("[data-live]")];
const isBusy = () =>
  document.hidden ||
  /^(INPUT|SELECT)$/.test(document.activeElement?.tagName ?? "") ||
  !getSelection().isCollapsed ||
  document.querySelector("details[open]") !== null;
async function update() {
  const startedAt = performance.now();
  if (!isBusy()) {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of isBusy() ? [] : parts()) {
        const other = fresh.querySelector('[data-live="' + part.dataset.live + '"]');
        if (other && other.innerHTML !== part.innerHTML) part.innerHTML = other.innerHTML;
      }
      document.documentElement.classList.remove("gone");
    } catch {
      document.documentElement.classList.add("gone");
    }
  }
  setTimeout(update, Math.max(1500, 20 * (performance.now() - startedAt)));
}
setTimeout(update, 1500);
`;
