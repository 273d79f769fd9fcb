import { html, type Html } from "./html.ts";

export function searchForm(address: string, wanted: string, label: string): Html {
  return html`<form class="search" action="${address}" role="search">
    <input type="search" name="q" value="${wanted}" placeholder="${label}" aria-label="${label}" /><button>
      Search
    </button>
  </form>`;
}
