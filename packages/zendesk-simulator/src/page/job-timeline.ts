import { jobStatus } from "../account/job-status.ts";
import type { Job } from "../account/job.ts";
import { counted, duration } from "./format.ts";
import { html, type Html } from "./html.ts";
import type { Visit } from "./page-context.ts";
import { badge } from "./parts.ts";

/** The newest jobs, each with a bar: pale while it waits for a worker, solid while it works. Oldest first. */
export function jobTimeline({ account, nowMs }: Visit, most: number): Html {
  const jobs = account.jobs
    .listed()
    .toSorted((a, b) => b.number - a.number)
    .slice(0, most)
    .toReversed();
  const start = Math.min(...jobs.map((job) => job.acceptedAt));
  const end = Math.max(...jobs.map((job) => Math.min(job.finishAt, nowMs)), start + 1);
  const place = (at: number) => `${((100 * (Math.min(at, end) - start)) / (end - start)).toFixed(2)}%`;
  const width = (from: number, to: number) => place(start + Math.max(0, Math.min(to, end) - from));
  return html`<ol class="timeline">
      ${jobs.map((job) => {
        const { acceptedAt, startAt, finishAt } = job;
        const failed = failedRows(job);
        return html`<li>
          <a class="name" href="/jobs/${encodeURIComponent(job.id)}"
            >${job.work.jobType}<small
              >${counted(job.work.total, "row")}${failed > 0 && html`, <span class="failed">${failed} failed</span>`}</small
            ></a
          >
          <svg role="img" aria-label="queued ${duration(startAt - acceptedAt)}, worked ${duration(finishAt - startAt)}">
            <rect class="track" width="100%" height="100%" />
            <rect class="queued" x="${place(acceptedAt)}" width="${width(acceptedAt, startAt)}" height="100%" />
            <rect
              class="${failed > 0 ? "work some-failed" : "work"}"
              x="${place(startAt)}"
              width="${width(startAt, finishAt)}"
              height="100%"
            />
          </svg>
          <span class="length"
            >${job.ended === undefined ? badge("warn", statusOf(job, nowMs)) : duration(finishAt - acceptedAt)}</span
          >
        </li>`;
      })}
    </ol>
    <p class="axis">
      <span><small>0 s</small><small>${duration(end - start)}</small></span>
    </p>`;
}

export function failedRows({ ended }: Job): number {
  const results = ended?.results;
  if (!Array.isArray(results)) return 0;
  return results.filter((row: Readonly<Record<string, unknown>>) => row["error"] !== undefined).length;
}

/** As the API tells it: queued, working, completed, … */
export function statusOf(job: Job, nowMs: number): string {
  return String(jobStatus(job, nowMs, "")["status"]);
}
