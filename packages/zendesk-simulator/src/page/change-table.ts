import type { Change } from "../history/change.ts";
import type { FieldChange } from "../history/thing-fields.ts";
import { clock } from "./format.ts";
import { html, type Html, type Part } from "./html.ts";
import { scrollTable } from "./scroll-table.ts";
import { badge, shownValue, thingAddress } from "./parts.ts";

const ACTION_BADGES = { created: "good", updated: "calm", deleted: "bad" } as const;
const FIELDS_SHOWN = 4;
/** Of a new thing, those that tell it from others. */
const TELLING = ["external_id", "email", "subject", "user", "organization", "phone", "name"];
const TELLING_SHOWN = 2;

/** Changes of many things, each with the fields that matter most. */
export function changeTable(changes: readonly Change[], nowMs: number): Html {
  const rows = changes.map((change) =>
    row(change, nowMs, [
      html`<td class="what">
        <a href="${thingAddress(change.kind, change.id)}">${change.name}</a><small>${change.kind}</small>
      </td>`,
      html`<td>${fieldList(change, change.action === "created" ? telling(change) : change.fields, FIELDS_SHOWN)}</td>`,
    ]),
  );
  return table(
    html`<th>What</th>
      <th>Change</th>`,
    rows,
  );
}

/** The changes of one thing, with all their fields. */
export function changesOfThing(changes: readonly Change[], nowMs: number): Html {
  const items = changes.map((change) => {
    const fields = change.action === "created" ? telling(change) : change.fields;
    return html`<li>
      <p>
        ${badge(ACTION_BADGES[change.action], change.action)} ${clock(change.at, nowMs)}
        <span class="by">by ${causeLink(change)}</span>
      </p>
      ${fieldList(change, fields, Infinity)}
    </li>`;
  });
  return html`<ol class="history">
    ${items}
  </ol>`;
}

export function causeLink({ cause }: Change): Html {
  const { title, jobId, requestNumber } = cause;
  if (jobId !== undefined) return html`<a href="/jobs/${encodeURIComponent(jobId)}">${title}</a>`;
  if (requestNumber !== undefined) return html`<a href="/requests/${requestNumber}">${title}</a>`;
  return html`${title}`;
}

function table(heads: Html, rows: readonly Html[]): Html {
  return scrollTable(
    html`<th>Time</th>
      <th></th>
      ${heads}
      <th>By</th>`,
    rows,
  );
}

function row(change: Change, nowMs: number, cells: Part): Html {
  return html`<tr>
    <td class="time">${clock(change.at, nowMs)}</td>
    <td>${badge(ACTION_BADGES[change.action], change.action)}</td>
    ${cells}
    <td class="by">${causeLink(change)}</td>
  </tr> `;
}

function fieldList({ action }: Change, fields: readonly FieldChange[], most: number): Html {
  const shown = fields.slice(0, most).map((field) => (action === "created" ? newField(field) : changedField(field)));
  const more = fields.length - shown.length;
  return html`<ul class="diff">
    ${shown}${more > 0 && html`<li class="none">and ${more} more</li>`}
  </ul>`;
}

function telling({ fields }: Change): readonly FieldChange[] {
  const found = TELLING.flatMap((name) => fields.filter(({ field, after }) => field === name && after !== null));
  return found.slice(0, TELLING_SHOWN);
}

function newField({ field, after }: FieldChange): Html {
  return html`<li><code>${field}</code> <ins>${shownValue(after)}</ins></li>`;
}

function changedField({ field, before, after }: FieldChange): Html {
  return html`<li>
    <code>${field}</code> <del>${shownValue(before)}</del><span class="arrow" aria-label="to">→</span
    ><ins>${shownValue(after)}</ins>
  </li>`;
}
