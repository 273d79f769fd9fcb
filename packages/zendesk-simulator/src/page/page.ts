import { thingKind } from "../history/thing-kinds.ts";
import type { SimulatorAnswer, SimulatorRequest } from "../wire.ts";
import { changeList } from "./changes-view.ts";
import { faultList, applyFaultForm } from "./faults-view.ts";
import { empty } from "./parts.ts";
import { html } from "./html.ts";
import { jobList, jobView } from "./jobs-view.ts";
import { pageOf } from "./layout.ts";
import { overview } from "./overview-view.ts";
import type { Shown, View, Visit } from "./page-context.ts";
import { PAGE_SCRIPT } from "./page-script.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { requestList, requestView } from "./requests-view.ts";
import { thingList } from "./things-view.ts";
import { thingView } from "./thing-view.ts";

/** Nothing from elsewhere, and no script or style in the page itself, so that no value of a record can become one. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'";

const FIXED: Readonly<Record<string, readonly [type: string, body: string]>> = {
  "/page.css": ["text/css", PAGE_STYLE],
  "/page.js": ["text/javascript", PAGE_SCRIPT],
};

/** The page for people, at `/`. Its requests are not the account's: they are not counted, and meet no faults. */
export class Page {
  readonly #shown: Shown;

  constructor(shown: Shown) {
    this.#shown = shown;
  }

  /** Undefined for an address that is not the page's. */
  answer({ method, headers, body }: SimulatorRequest, url: URL, nowMs: number): SimulatorAnswer | undefined {
    const [, section = "", ...rest] = url.pathname.split("/").map(decoded);
    if (!SECTIONS.has(section)) return undefined;
    const fixed = FIXED[url.pathname];
    if (fixed !== undefined) return sent(200, fixed[0], fixed[1]);
    const visit: Visit = { ...this.#shown, nowMs, origin: url.origin, query: url.searchParams };
    if (method === "POST" && section === "faults") return postFault(visit, headers["sec-fetch-site"], body);
    if (method !== "GET") return sent(405, "text/plain", "This page is only shown.");
    const view = viewAt(visit, section, rest) ?? notFound(url.pathname);
    return sent(view.status ?? 200, "text/html", pageOf(view, visit));
  }
}

const SECTIONS: ReadonlySet<string> = new Set([
  "",
  "page.css",
  "page.js",
  "things",
  "changes",
  "jobs",
  "requests",
  "faults",
]);

function viewAt(visit: Visit, section: string, rest: readonly string[]): View | undefined {
  const [id] = rest;
  switch (section) {
    case "things":
      return viewOfThings(visit, rest);
    case "changes":
      return changeList(visit);
    case "jobs":
      return id === undefined ? jobList(visit) : jobView(visit, id);
    case "requests":
      return id === undefined ? requestList(visit) : requestView(visit, id);
    case "faults":
      return faultList(visit);
    default:
      return overview(visit);
  }
}

/** `users`, `users/12`, `custom_objects/order`, `custom_objects/order/01J…`. */
function viewOfThings(visit: Visit, parts: readonly string[]): View | undefined {
  const length = parts[0] === "custom_objects" ? 2 : 1;
  const kind = thingKind(visit.account, parts.slice(0, length).join("/"));
  const id = parts[length];
  if (kind === undefined) return undefined;
  return id === undefined ? thingList(visit, kind) : thingView(visit, kind, id);
}

function postFault(visit: Visit, site: string | undefined, body: SimulatorRequest["body"]): SimulatorAnswer {
  // Browsers say where a form comes from. A page of another site must not change anything here.
  const isOwn = site === undefined || site === "same-origin" || site === "none";
  if (!isOwn) return sent(403, "text/plain", "This form comes from another page.");
  try {
    applyFaultForm(visit, new URLSearchParams(typeof body === "string" ? body : ""));
  } catch (error) {
    const view = faultList(visit, error instanceof Error ? error.message : String(error));
    return sent(view.status ?? 400, "text/html", pageOf(view, visit));
  }
  return { ...sent(303, "text/plain", ""), headers: { location: "/faults" } };
}

function notFound(path: string): View {
  const content = html`<header class="title"><h1>Not here</h1></header>
    ${empty(`There is nothing at ${path}`, html`It may have been forgotten. <a href="/">Go to the overview</a>.`)}`;
  return { title: "Not here", section: "", content, status: 404 };
}

function sent(status: number, type: string, body: string): SimulatorAnswer {
  const headers = {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  };
  return { status, headers, body };
}

/** Percent signs that encode nothing are taken literally. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
