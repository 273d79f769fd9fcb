import { isList, type Json } from "../json.ts";
import { html, type Html, type Part } from "./html.ts";

/** Pieces that several pages use. */

export function panel(title: string, content: Part, more?: Html): Html {
  return html`<section class="panel">
    <header>
      <h2>${title}</h2>
      ${more}
    </header>
    ${content}
  </section>`;
}

export function empty(title: string, hint: Part): Html {
  return html`<div class="empty">
    <p>${title}</p>
    <p>${hint}</p>
  </div>`;
}

export function badge(kind: "good" | "bad" | "warn" | "calm", text: string): Html {
  return html`<span class="badge ${kind}">${text}</span>`;
}

/** A value as a person reads it. */
export function shownValue(value: Json): Html {
  if (value === null || value === "" || (isList(value) && value.length === 0)) return html`<span class="none">—</span>`;
  if (!isList(value)) return html`${plainText(value)}`;
  return html`<span class="chips">${value.map((item) => html`<span class="chip">${plainText(item)}</span>`)}</span>`;
}

function plainText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

export function thingAddress(kind: string, id: number | string): string {
  return `/things/${kind}/${id}`;
}
