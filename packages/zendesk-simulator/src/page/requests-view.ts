import type { LoggedRequest } from "../history/request-log.ts";
import { clock, counted, number, pretty } from "./format.ts";
import { html, type Html } from "./html.ts";
import { scrollTable } from "./scroll-table.ts";
import type { View, Visit } from "./page-context.ts";
import { changeTable } from "./change-table.ts";
import { badge, empty, panel } from "./parts.ts";
import { rateChart } from "./rate-view.ts";
import { searchForm } from "./search-form.ts";

const REQUESTS_SHOWN = 100;

export function requestList(visit: Visit): View {
  const { history, nowMs, query } = visit;
  const wanted = query.get("q") ?? "";
  const all = history.requests.list();
  const found = all.filter(({ method, path, outcome, faults }) =>
    [method, path, outcome, ...faults].join(" ").toLowerCase().includes(wanted.toLowerCase()),
  );
  const table =
    found.length === 0 ? noRequests(wanted, visit.origin) : requestTable(found.slice(0, REQUESTS_SHOWN), nowMs);
  const content = html`<header class="title">
      <h1>Requests</h1>
      <p>The last ${counted(all.length, "request")}, newest first. Requests for this page do not count.</p>
    </header>
    ${panel("Requests per minute", rateChart(visit))}
    ${panel("Log", table, searchForm("/requests", wanted, "Path, status or fault"))}`;
  return { title: "Requests", section: "/requests", content };
}

function noRequests(wanted: string, origin: string): Html {
  if (wanted !== "") return empty("No request matches", html`<a href="/requests">Show all requests</a>`);
  return empty("No requests yet", html`Clients reach the API at <code>${origin}/api/v2</code>.`);
}

function requestTable(requests: readonly LoggedRequest[], nowMs: number): Html {
  return scrollTable(
    html`<th class="figure">#</th>
      <th>Time</th>
      <th>Request</th>
      <th>Answer</th>
      <th>Fault</th>`,
    requests.map(
      (request) =>
        html`<tr>
          <td class="figure">${number(request.number)}</td>
          <td class="time">${clock(request.at, nowMs)}</td>
          <td class="path">
            <a href="/requests/${request.number}"><span class="method">${request.method}</span> ${request.path}</a>
          </td>
          <td>${outcomeBadge(request)}</td>
          <td>${request.faults.join(", ")}</td>
        </tr>`,
    ),
  );
}

function outcomeBadge({ outcome }: LoggedRequest): Html {
  const kind = outcome.startsWith("2") ? "good" : /^(?:3|429)/.test(outcome) ? "warn" : "bad";
  return badge(kind, outcome.replaceAll("_", " "));
}

export function requestView(visit: Visit, id: string): View | undefined {
  const { history, nowMs } = visit;
  const request = history.requests.list().find(({ number: own }) => own === Number(id));
  if (request === undefined) return undefined;
  const changes = history.changes.filter(({ cause }) => cause.requestNumber === request.number);
  const content = html`<header class="title">
      <h1><span class="method">${request.method}</span> ${request.path.split("?", 1)[0]} ${outcomeBadge(request)}</h1>
      <p>
        Request ${number(request.number)} at
        ${clock(request.at, nowMs)}${request.faults.length > 0 && html`, met by the fault ${request.faults.join(", ")}`}
      </p>
    </header>
    <div class="columns">
      ${panel("Request", html`${parameters(request.path)}${body(request.body)}`)}
      ${panel("Answer", html`${headers(request)}${body(request.answer)}`)}
    </div>
    ${panel("Changes", changes.length === 0 ? empty("Nothing changed", "Neither this request nor its job has changed anything so far.") : changeTable(changes, nowMs))}`;
  return { title: `${request.method} ${request.path}`, section: "/requests", content };
}

function parameters(path: string): Html | false {
  const [, query = ""] = path.split("?", 2);
  const pairs = [...new URLSearchParams(query)];
  return (
    pairs.length > 0 &&
    html`<dl class="pairs">
      ${pairs.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`
  );
}

function headers({ headers: all }: LoggedRequest): Html {
  return html`<dl class="pairs">
    ${Object.entries(all).map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function body(text: string): Html {
  return text === "" ? html`<p class="none">no body</p>` : html`<pre>${pretty(text)}</pre>`;
}
