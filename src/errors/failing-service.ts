import type { ErrorEntry } from "./error-entry.ts";

const STATUS_PAGE = "Check https://status.zendesk.com for an outage or maintenance.";

/** Zendesk answers, but does not do what the request asks for. */
export const failingServiceErrors = {
  rate_limited: {
    failureType: "transient_error",
    when: "Zendesk keeps answering 429, or the rate limit allows no request within the time of `check`",
    cause:
      "The account's Zendesk rate limit, which all integrations share, is used up, so {request} was not accepted. The " +
      "connector tried for {waited} s.",
    steps: [
      'Lower "rate_limit_percent" if other integrations need more of the limit, and run their large syncs at other times.',
      "Sync again. The sync resumes from the last state.",
      "If this happens often, a larger plan or Zendesk's High Volume API add-on raises the limit.",
    ],
    otherwise: "ask Zendesk Support which limit was reached, and give them the request id from the internal message.",
  },
  job_slots_taken: {
    failureType: "transient_error",
    when: "Zendesk keeps answering 429 `TooManyJobs`",
    cause: "All of the account's 30 bulk jobs were in use for {waited} s (429 TooManyJobs).",
    steps: [
      "Find out what else runs bulk jobs in the account, such as imports, other integrations or bulk changes by agents.",
      'Lower "max_concurrent_jobs" to keep the total below 30.',
      "Sync again. The sync resumes from the last state.",
    ],
    otherwise: "ask Zendesk Support which jobs are stuck.",
  },
  service_failing: {
    failureType: "transient_error",
    when: "Zendesk keeps answering 409 or 5xx, or answers become unreadable during a sync",
    cause: "Zendesk kept failing for {waited} s: {what}.",
    steps: [STATUS_PAGE, "Sync again. The sync resumes from the last state."],
    otherwise: "contact Zendesk Support, and give them the request id from the internal message.",
  },
  answer_too_large: {
    failureType: "system_error",
    when: "an answer is larger than the connector reads",
    cause: "An answer was larger than the connector reads ({code}). Zendesk's own answers are far smaller.",
    steps: [
      "If HTTPS_PROXY is set or the network has a gateway, check what it answers in place of Zendesk.",
      "Sync again.",
    ],
    otherwise: "report it, with the internal message.",
  },
  request_refused: {
    failureType: "system_error",
    when: "Zendesk answers 400, 413, 414, 422 or 431 to a request that does not concern a single record",
    cause: "Zendesk refuses the content of the request {request} ({answer}). The connector does not expect this.",
    steps: [
      "If you recently changed a setting, such as the stream's mapping or matching key, change it back.",
      "Sync again.",
    ],
    otherwise: "report it, with the request id in the internal message.",
  },
  list_unreadable: {
    failureType: "system_error",
    when: "a paginated list repeats its pages, or has far more pages than is possible",
    cause: "{what}.",
    steps: ["Sync again. The fault may have been temporary.", STATUS_PAGE],
    otherwise: "report it, with the internal message.",
  },
  unexpected_status: {
    failureType: "system_error",
    when: "Zendesk answers with any other status",
    cause: "Zendesk answered {answer} to {request}. The connector does not expect this.",
    steps: ["Sync again."],
    otherwise: "report it, with the request id in the internal message.",
  },
} satisfies Record<string, ErrorEntry>;
