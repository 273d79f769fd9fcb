import { html, type Html } from "./html.ts";

/** A table that scrolls where the window is narrower. */
export function scrollTable(heads: Html, rows: readonly Html[]): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
