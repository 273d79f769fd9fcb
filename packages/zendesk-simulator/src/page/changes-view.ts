import { counted } from "./format.ts";
import { html } from "./html.ts";
import type { View, Visit } from "./page-context.ts";
import { changeTable } from "./change-table.ts";
import { empty, panel } from "./parts.ts";
import { searchForm } from "./search-form.ts";

const CHANGES_SHOWN = 100;

export function changeList({ history, nowMs, query }: Visit): View {
  const wanted = query.get("q") ?? "";
  const all = history.changes;
  const found = all.filter((change) => JSON.stringify(change).toLowerCase().includes(wanted.toLowerCase()));
  const table = changeTable(found.slice(0, CHANGES_SHOWN), nowMs);
  const none =
    wanted === ""
      ? empty("Nothing has changed yet", "What requests, jobs and others change appears here.")
      : empty("No change matches", html`<a href="/changes">Show all changes</a>`);
  const content = html`<header class="title">
      <h1>Changes</h1>
      <p>${counted(found.length, "change")}, newest first.</p>
    </header>
    ${panel("Log", found.length === 0 ? none : table, searchForm("/changes", wanted, "Name, field or value"))}`;
  return { title: "Changes", section: "/changes", content };
}
