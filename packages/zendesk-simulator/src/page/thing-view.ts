import type { Thing, ThingKind } from "../history/thing-kind.ts";
import { isList, type Json } from "../json.ts";
import { clock, counted } from "./format.ts";
import { html, type Html } from "./html.ts";
import type { View, Visit } from "./page-context.ts";
import { causeLink, changesOfThing } from "./change-table.ts";
import { badge, empty, panel } from "./parts.ts";
import { fieldValue } from "./references.ts";

/** One thing: all its fields, and what has changed them. */
export function thingView(visit: Visit, kind: ThingKind, id: string): View | undefined {
  const thing = kind.find(id);
  if (thing === undefined) return undefined;
  const name = kind.nameOf(thing);
  const changes = visit.history.changes.filter((change) => change.kind === kind.key && String(change.id) === id);
  const history =
    changes.length === 0
      ? empty("No change is remembered", "Only the last 5,000 changes of the account are.")
      : changesOfThing(changes, visit.nowMs);
  const content = html`<header class="title">
      <h1>${name} ${!thing.active && badge("bad", "deleted")}</h1>
      <p><a href="/things/${kind.key}">${kind.title}</a> · <code>${id}</code>${lastChange(visit, changes[0])}</p>
    </header>
    <div class="columns">${panel("Changes", history)} ${panel("Fields", fieldList(visit, kind, thing))}</div>`;
  return { title: name, section: `/things/${kind.key}`, content };
}

function lastChange({ nowMs }: Visit, change: Parameters<typeof causeLink>[0] | undefined): Html | false {
  return change !== undefined && html` · last ${change.action} at ${clock(change.at, nowMs)} by ${causeLink(change)}`;
}

/** Fields with a value come first; the others can be unfolded. */
function fieldList(visit: Visit, kind: ThingKind, thing: Thing): Html {
  const fields = Object.entries(kind.fieldsOf(thing));
  const set = fields.filter(([, value]) => !isEmpty(value));
  const unset = fields.filter(([, value]) => isEmpty(value));
  const list = (entries: readonly (readonly [string, Json])[]) =>
    html`<dl class="fields">
      ${entries.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${fieldValue(visit, name, value)}</dd>
          </div>`,
      )}
    </dl>`;
  const more = html`<details class="unset">
    <summary>${counted(unset.length, "empty field")}</summary>
    ${list(unset)}
  </details>`;
  return html`${list(set)}${unset.length > 0 && more}`;
}

function isEmpty(value: Json): boolean {
  return value === null || value === "" || (isList(value) && value.length === 0);
}
