import { jobStatus } from "../account/job-status.ts";
import type { JobWork } from "../account/job-work.ts";
import type { Call, Reply } from "../call.ts";

/** Properties that an action ignores. */
export interface Unpermitted {
  readonly controller: string;
  readonly action: string;
  readonly unpermitted: readonly string[];
}

/** Queues a bulk job and answers as every bulk request does. */
export function acceptJob(call: Call, work: JobWork, warning?: Unpermitted): Reply {
  const { jobs } = call.account;
  const job = jobs.accept(work, call.endpoint, call.nowMs, () => call.decideFate(work));
  return {
    headers: {
      ...jobs.limitHeader(call.endpoint, call.nowMs),
      ...(warning === undefined ? {} : warningHeader(warning)),
    },
    // The first answer is always "queued", even when a worker is free.
    body: { job_status: jobStatus(job, -Infinity, call.origin) },
  };
}

/** The only sign that Zendesk dropped something. The text is Ruby, not JSON. */
export function warningHeader({ controller, action, unpermitted }: Unpermitted): Record<string, string> {
  if (unpermitted.length === 0) return {};
  const keys = unpermitted.map((key) => JSON.stringify(key).replaceAll(/[^ -~]/g, "?")).join(", ");
  const text = `:controller=>"${controller}", :action=>"${action}", :unpermitted_keys=>[${keys}], :invalid_values=>[]`;
  return { "x-zendesk-api-warn": `{:allowed_parameters=>{${text}}}` };
}
