import type { Job } from "../account/job.ts";
import { isList, isObject, type Json } from "../json.ts";
import { clock, counted, duration, number } from "./format.ts";
import { html, type Html } from "./html.ts";
import { scrollTable } from "./scroll-table.ts";
import { failedRows, jobTimeline, statusOf } from "./job-timeline.ts";
import type { View, Visit } from "./page-context.ts";
import { changeTable } from "./change-table.ts";
import { badge, empty, panel } from "./parts.ts";

const TIMELINE_JOBS = 40;
const ROWS_SHOWN = 100;

export function jobList(visit: Visit): View {
  const { account, nowMs } = visit;
  const jobs = account.jobs.listed().toSorted((a, b) => b.number - a.number);
  const list = html`${panel("Timeline", jobTimeline(visit, TIMELINE_JOBS))} ${panel("All jobs", jobTable(jobs, nowMs))}`;
  const none = panel("All jobs", empty("No jobs yet", "Bulk requests such as users/create_or_update_many start one."));
  const content = html`<header class="title">
      <h1>Jobs</h1>
      <p>Bulk requests are done by jobs. Zendesk forgets old ones, and so does the simulator.</p>
    </header>
    ${jobs.length === 0 ? none : list}`;
  return { title: "Jobs", section: "/jobs", content };
}

function jobTable(jobs: readonly Job[], nowMs: number): Html {
  return scrollTable(
    html`<th>Accepted</th>
      <th>Job</th>
      <th>Status</th>
      <th class="figure">Rows</th>
      <th class="figure">Failed</th>
      <th class="figure">Queued</th>
      <th class="figure">Worked</th>`,
    jobs.map(
      (job) =>
        html`<tr>
          <td class="time">${clock(job.acceptedAt, nowMs)}</td>
          <td><a href="/jobs/${encodeURIComponent(job.id)}">${job.work.jobType}</a></td>
          <td>${statusBadge(job, nowMs)}</td>
          <td class="figure">${number(job.work.total)}</td>
          <td class="figure">${failedRows(job) > 0 ? html`<span class="failed">${failedRows(job)}</span>` : "0"}</td>
          <td class="figure">${duration(Math.min(job.startAt, nowMs) - job.acceptedAt)}</td>
          <td class="figure">${duration(Math.max(0, Math.min(job.finishAt, nowMs) - job.startAt))}</td>
        </tr>`,
    ),
  );
}

function statusBadge(job: Job, nowMs: number): Html {
  const status = statusOf(job, nowMs);
  return badge(status === "completed" ? "good" : job.ended === undefined ? "warn" : "bad", status);
}

export function jobView(visit: Visit, id: string): View | undefined {
  const { account, history, nowMs } = visit;
  const job = account.jobs.find(id);
  if (job === undefined) return undefined;
  const request = history.requestOfJob(id);
  const changes = history.changes.filter(({ cause }) => cause.jobId === id);
  const origin =
    request === undefined
      ? "of somebody else"
      : html`made by <a href="/requests/${request}">request ${number(request)}</a>`;
  const content = html`<header class="title">
      <h1>${job.work.jobType} ${statusBadge(job, nowMs)}</h1>
      <p>
        <code>${id}</code>, ${origin}, ${counted(job.work.total, "row")}, accepted at ${clock(job.acceptedAt, nowMs)}
      </p>
    </header>
    ${panel("Rows", rowTable(job))}
    ${panel("Changes", changes.length === 0 ? empty("Nothing changed", "The job has not ended yet, or its rows were already as they are, or failed.") : changeTable(changes, nowMs))}`;
  return { title: job.work.jobType, section: "/jobs", content };
}

function rowTable({ work, ended }: Job): Html {
  const results = isList(ended?.results) ? ended.results : [];
  return scrollTable(
    html`<th class="figure">#</th>
      <th>Key</th>
      <th>Result</th>
      <th>Sent</th>`,
    work.rows.slice(0, ROWS_SHOWN).map(
      (row, index) =>
        html`<tr>
          <td class="figure">${index}</td>
          <td>${work.rowKeys[index]}</td>
          <td>${resultOf(results[index])}</td>
          <td>
            <details>
              <summary>JSON</summary>
              <pre>${JSON.stringify(row, null, 2)}</pre>
            </details>
          </td>
        </tr>`,
    ),
  );
}

/** The result at this place. A fault may show them in another order. */
function resultOf(result: Json | undefined): Html {
  if (!isObject(result)) return html`<span class="none">—</span>`;
  if (result["error"] === undefined) return badge("good", String(result["status"] ?? "done"));
  return html`${badge("bad", String(result["error"]))} <small>${String(result["details"] ?? "")}</small>`;
}
