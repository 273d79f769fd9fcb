import type { Thing, ThingKind } from "../history/thing-kind.ts";
import { clock, number } from "./format.ts";
import { html, type Html } from "./html.ts";
import { scrollTable } from "./scroll-table.ts";
import type { View, Visit } from "./page-context.ts";
import { badge, empty, panel, thingAddress } from "./parts.ts";
import { fieldValue } from "./references.ts";
import { searchForm } from "./search-form.ts";

const THINGS_SHOWN = 50;

/** The things of a kind that match the search, the last changed first. */
export function thingList(visit: Visit, kind: ThingKind): View {
  const { title, key } = kind;
  const section = `/things/${key}`;
  const wanted = visit.query.get("q") ?? "";
  const first = Math.max(0, Number(visit.query.get("from") ?? 0) || 0);
  const found = matches(kind, wanted).toSorted((a, b) => b.updatedAt - a.updatedAt);
  const shown = found.slice(first, first + THINGS_SHOWN);
  const list = shown.length === 0 ? nothing(kind, wanted) : table(visit, kind, shown);
  const content = html`<header class="title">
      <h1>${title}</h1>
      <p>${number(found.length)} ${wanted === "" ? "in all" : "found"}, the last changed first</p>
    </header>
    ${panel(wanted === "" ? `All ${title.toLowerCase()}` : "Matches", [list, pager(section, wanted, first, found.length)], searchForm(section, wanted, "Any value"))}`;
  return { title, section, content };
}

function matches(kind: ThingKind, wanted: string): readonly Thing[] {
  if (wanted === "") return [...kind.all()];
  const text = wanted.toLowerCase();
  const isMatch = (thing: Thing) =>
    [thing.id, ...Object.values(kind.fieldsOf(thing))].some((value) => textIn(value).toLowerCase().includes(text));
  return [...kind.all()].filter(isMatch);
}

function textIn(value: unknown): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function nothing({ title, key }: ThingKind, wanted: string): Html {
  const things = title.toLowerCase();
  if (wanted === "") return empty(`No ${things} yet`, "What clients write appears here.");
  return empty("Nothing matches", html`<a href="/things/${key}">Show all ${things}</a>`);
}

function table(visit: Visit, { columns, fieldsOf, nameOf, key }: ThingKind, things: readonly Thing[]): Html {
  const heads = columns.map((column) => html`<th>${headOf(column)}</th>`);
  const rows = things.map((thing) => {
    const fields = fieldsOf(thing);
    const cells = columns.map((column) => html`<td>${fieldValue(visit, column, fields[column] ?? null)}</td>`);
    const deleted = !thing.active && badge("bad", "deleted");
    return html`<tr>
      <td class="what"><a href="${thingAddress(key, thing.id)}">${nameOf(thing)}</a> ${deleted}</td>
      ${cells}
      <td class="time">${clock(thing.updatedAt, visit.nowMs)}</td>
    </tr> `;
  });
  return scrollTable(
    html`<th>Name</th>
      ${heads}
      <th>Changed</th>`,
    rows,
  );
}

/** `custom_object_fields.amount` → `amount`. */
function headOf(column: string): string {
  return column.split(".").at(-1) ?? column;
}

function pager(address: string, wanted: string, first: number, count: number): Html | false {
  if (count <= THINGS_SHOWN) return false;
  const to = (from: number) => `${address}?${new URLSearchParams({ q: wanted, from: String(from) }).toString()}`;
  const last = Math.min(count, first + THINGS_SHOWN);
  return html`<p class="pager">
    ${first > 0 && html`<a href="${to(Math.max(0, first - THINGS_SHOWN))}">Previous</a>`}
    <span>${number(first + 1)}–${number(last)} of ${number(count)}</span>
    ${last < count && html`<a href="${to(first + THINGS_SHOWN)}">Next</a>`}
  </p>`;
}
