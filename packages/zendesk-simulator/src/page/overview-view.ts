import { counted, number } from "./format.ts";
import { html, type Html, type Part } from "./html.ts";
import { jobTimeline } from "./job-timeline.ts";
import type { View, Visit } from "./page-context.ts";
import { changeTable } from "./change-table.ts";
import { empty, panel } from "./parts.ts";
import { rateChart, rateNow } from "./rate-view.ts";

const CHANGES_SHOWN = 10;
const JOBS_SHOWN = 6;

export function overview(visit: Visit): View {
  const { history, account, nowMs } = visit;
  const changes = history.changes.slice(0, CHANGES_SHOWN);
  const jobs = account.jobs.listed();
  const content = html`<header class="title">
      <h1>Overview</h1>
      <p>A simulated Zendesk at <code>${visit.origin}</code>. Everything in it is lost when it ends.</p>
    </header>
    ${figures(visit)}
    <div class="columns even">
      ${panel("Requests per minute", rateChart(visit), html`<a href="/requests">All requests</a>`)}
      ${panel("Jobs", jobs.length === 0 ? empty("No jobs yet", "Bulk requests such as users/create_or_update_many start one.") : jobTimeline(visit, JOBS_SHOWN), html`<a href="/jobs">All jobs</a>`)}
    </div>
    ${panel("Latest changes", changes.length === 0 ? nothingYet(visit) : changeTable(changes, nowMs), html`<a href="/changes">All changes</a>`)}`;
  return { title: "Overview", section: "/", content };
}

function nothingYet({ origin }: Visit): Html {
  return empty("Nothing has changed yet", html`Let a connector write to <code>${origin}</code>.`);
}

function figures(visit: Visit): Html {
  const { account, faults, history } = visit;
  const { requests, limit, inAll } = rateNow(visit);
  const { records, inFlight } = account.jobs;
  const rows = records.reduce((sum, { total }) => sum + total, 0);
  const failed = records.reduce((sum, { failedRows }) => sum + failedRows, 0);
  const strikes = Object.values(faults.active.strikes).reduce((sum, count) => sum + count, 0);
  const names = faults.settings.map(({ name }) => name).join(", ");
  const refused = history.requests.minutes().reduce((sum, count) => sum + count.refused, 0);
  return html`<dl class="figures">
    ${figure("Requests this minute", number(requests), limit === 0 ? "no limit" : `of ${number(limit)}`, meter(requests, limit))}
    ${figure("Requests in all", number(inAll), refused > 0 ? `${number(refused)} refused with 429` : "none refused")}
    ${figure("Rows in bulk jobs", number(rows), failed > 0 ? html`<span class="failed">${number(failed)} failed</span>` : "none failed")}
    ${figure("Jobs in flight", number(inFlight.length), limitOfJobs(account.options.jobsInFlight))}
    ${figure("Faults on", number(faults.settings.length), faults.settings.length === 0 ? html`<a href="/faults">switch one on</a>` : `${names}: ${counted(strikes, "strike")}`)}
  </dl>`;
}

function limitOfJobs(limit: number): string {
  return limit === 0 ? "no limit" : `of ${limit}`;
}

function figure(title: string, value: string, note: Part, more?: Html): Html {
  return html`<div>
    <dt>${title}</dt>
    <dd><strong>${value}</strong> <span>${note}</span>${more}</dd>
  </div>`;
}

function meter(value: number, limit: number): Html | undefined {
  if (limit === 0) return undefined;
  const share = Math.min(100, (100 * value) / limit);
  return html`<svg class="meter" aria-hidden="true">
    <rect width="100%" height="100%" />
    <rect class="${share > 90 ? "full" : "used"}" width="${share.toFixed(1)}%" height="100%" />
  </svg>`;
}
