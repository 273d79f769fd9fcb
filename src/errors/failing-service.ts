import type { ErrorEntry } from "./error-entry.ts";

const STATUS_PAGE = "Look at https://status.zendesk.com for an outage or maintenance.";

/** Zendesk answers, but does not do what is asked. */
export const failingServiceErrors = {
  rate_limited: {
    failureType: "transient_error",
    when: "Zendesk keeps answering 429, or the rate limit leaves no request in time for `check`",
    cause:
      "The account's Zendesk rate limit is used up, by other integrations too, and {request} did not get through. The connector " +
      "tried for {waited} s.",
    steps: [
      'Lower "rate_limit_percent" if other integrations need more of the limit, and run their large syncs at other times.',
      "Sync again: the sync resumes from the last state.",
      "If it repeats, a larger plan or Zendesk's High Volume API add-on raises the limit.",
    ],
    otherwise: "ask Zendesk's support which limit was reached, with the request id in the internal message.",
  },
  job_slots_taken: {
    failureType: "transient_error",
    when: "Zendesk keeps answering 429 `TooManyJobs`",
    cause: "All of the account's 30 bulk jobs were in use for {waited} s (429 TooManyJobs).",
    steps: [
      "Find out what else runs bulk jobs in the account: imports, other integrations, bulk changes by agents.",
      'Lower "max_concurrent_jobs", so that all together stay below 30.',
      "Sync again: the sync resumes from the last state.",
    ],
    otherwise: "ask Zendesk's support which jobs are stuck.",
  },
  service_failing: {
    failureType: "transient_error",
    when: "Zendesk keeps answering 409 or 5xx, or answers become unreadable during a sync",
    cause: "Zendesk kept failing for {waited} s: {what}.",
    steps: [STATUS_PAGE, "Sync again: the sync resumes from the last state."],
    otherwise: "ask Zendesk's support, with the request id in the internal message.",
  },
  answer_too_large: {
    failureType: "system_error",
    when: "an answer is larger than the connector reads",
    cause: "An answer was larger than the connector reads ({code}): Zendesk's own answers are far smaller.",
    steps: [
      "If HTTPS_PROXY is set or the network has a gateway, see what it answers in Zendesk's place.",
      "Sync again.",
    ],
    otherwise: "report it, with the internal message.",
  },
  request_refused: {
    failureType: "system_error",
    when: "400, 413, 414, 422 or 431 to a request that is not about a single record",
    cause: "Zendesk rejects the content of the request {request} ({answer}), which this connector does not expect.",
    steps: [
      "If a setting was changed last, such as the stream's mapping or matching key, change it back.",
      "Sync again.",
    ],
    otherwise: "report it, with the request id in the internal message.",
  },
  list_unreadable: {
    failureType: "system_error",
    when: "a list that Zendesk pages repeats its pages, or has far more than it can have",
    cause: "{what}.",
    steps: ["Sync again: the fault may have been temporary.", STATUS_PAGE],
    otherwise: "report it, with the internal message.",
  },
  unexpected_status: {
    failureType: "system_error",
    when: "any other status",
    cause: "Zendesk answered {answer} to {request}, which this connector does not expect.",
    steps: ["Sync again."],
    otherwise: "report it, with the request id in the internal message.",
  },
} satisfies Record<string, ErrorEntry>;
