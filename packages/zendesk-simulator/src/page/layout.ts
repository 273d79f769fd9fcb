import { thingKinds } from "../history/thing-kinds.ts";
import { number } from "./format.ts";
import { html, type Html } from "./html.ts";
import type { View, Visit } from "./page-context.ts";
import { rateNow } from "./rate-view.ts";

interface Entry {
  readonly address: string;
  readonly title: string;
  readonly count?: number;
}

/** The whole document around a view. */
export function pageOf(view: View, visit: Visit): string {
  const { title, section, content } = view;
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · zendesk-simulator</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/page.css" />
        <script src="/page.js" defer></script>
      </head>
      <body>
        <aside>
          <a class="brand" href="/"
            ><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 3h14L3 13zM17 17H3L17 7z" /></svg
            ><span>zendesk-simulator</span></a
          >
          <nav aria-label="Sections" data-live="nav">${navigation(visit, section)}</nav>
        </aside>
        <main data-live="main">${content}</main>
      </body>
    </html> `;
  return document.text;
}

function navigation(visit: Visit, section: string): readonly Html[] {
  const { account, history, faults } = visit;
  const kinds = thingKinds(account).map(({ key, title, all }): Entry => ({
    address: `/things/${key}`,
    title,
    count: countOf(all()),
  }));
  return [
    entries(undefined, section, [{ address: "/", title: "Overview" }]),
    entries("Account", section, kinds),
    entries("Activity", section, [
      { address: "/changes", title: "Changes", count: history.changes.length },
      { address: "/jobs", title: "Jobs", count: account.jobs.listed().length },
      { address: "/requests", title: "Requests", count: rateNow(visit).inAll },
      { address: "/faults", title: "Faults", count: faults.settings.length },
    ]),
  ];
}

function entries(heading: string | undefined, section: string, list: readonly Entry[]): Html {
  const items = list.map(({ address, title, count }) => {
    const current = address === section && html` aria-current="page"`;
    const shown = count !== undefined && html`<span class="count">${number(count)}</span>`;
    return html`<li>
      <a href="${address}" ${current}><span>${title}</span>${shown}</a>
    </li>`;
  });
  return html`${heading !== undefined && html`<h2>${heading}</h2>`}
    <ul>
      ${items}
    </ul>`;
}

/** Without making a list of a million things. */
function countOf(things: Iterable<{ readonly active: boolean }>): number {
  let count = 0;
  for (const { active } of things) if (active) count += 1;
  return count;
}
