import { jobStatus } from "../account/job-status.ts";
import type { Job } from "../account/job.ts";
import { type Call, csvParameter, type Reply, type Route } from "../call.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { badRequest, recordNotFound } from "../refusal.ts";

function list(call: Call): Reply {
  return page(call, "job_statuses", call.account.jobs.listed(), (job) => view(call, job));
}

/** Jobs that Zendesk has forgotten are silently left out of the answer. */
function showMany(call: Call): Reply {
  const ids = csvParameter(call, "ids") ?? [];
  if (ids.length === 0) throw badRequest("ParameterMissing", "Required parameter missing: ids");
  const jobs = ids.map((id) => call.account.jobs.poll(id));
  const found = jobs.filter((job) => job !== undefined);
  return {
    body: {
      job_statuses: found.map((job) => view(call, job)),
      count: found.length,
      next_page: null,
      previous_page: null,
    },
  };
}

function show(call: Call): Reply {
  const job = call.account.jobs.poll(call.params["job"] ?? "");
  if (job === undefined) throw recordNotFound();
  return { body: { job_status: view(call, job) } };
}

function view(call: Call, job: Job) {
  return jobStatus(job, call.nowMs, call.origin);
}

export const jobRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/job_statuses", handle: list, parameters: PAGE_PARAMETERS },
  { method: "GET", path: "api/v2/job_statuses/show_many", handle: showMany, parameters: ["ids"] },
  { method: "GET", path: "api/v2/job_statuses/:job", handle: show },
];
