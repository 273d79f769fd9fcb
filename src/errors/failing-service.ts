import type { ErrorEntry } from "./error-entry.ts";
import { OPEN_ISSUE } from "./where-to-look.ts";

const STATUS_PAGE = "Check https://status.zendesk.com for an outage or maintenance.";

/** Zendesk answers, but does not do what the request asks for. */
export const failingServiceErrors = {
  rate_limited: {
    failureType: "transient_error",
    when: "Zendesk keeps returning 429, or the rate limit allows no request within the time of `check`",
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
    when: "Zendesk keeps returning 429 `TooManyJobs`",
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
    when: "Zendesk keeps returning 409 or 5xx, or responses become unreadable during a sync",
    cause: "Zendesk kept failing for {waited} s: {what}.",
    steps: [STATUS_PAGE, "Sync again. The sync resumes from the last state."],
    otherwise: "contact Zendesk Support, and give them the request id from the internal message.",
  },
  answer_too_large: {
    failureType: "system_error",
    when: "a response is larger than the connector accepts",
    cause: "A response was larger than the connector accepts ({code}). Zendesk's own responses are far smaller.",
    steps: [
      "If HTTPS_PROXY is set or the network has a gateway, check what it returns in place of Zendesk.",
      "Sync again.",
    ],
    otherwise: `${OPEN_ISSUE} the internal message.`,
  },
  request_refused: {
    failureType: "system_error",
    when: "Zendesk returns 400, 413, 414, 422 or 431 for a request that does not concern a single record",
    cause: "Zendesk refuses the content of the request {request} ({response}). The connector does not expect this.",
    steps: [
      "If you recently changed a setting, such as the stream's mapping or matching key, change it back.",
      "Sync again.",
    ],
    otherwise: `${OPEN_ISSUE} the request id from the internal message.`,
  },
  list_unreadable: {
    failureType: "system_error",
    when: "a paginated list repeats its pages, or has far more pages than is possible",
    cause: "{what}.",
    steps: ["Sync again. The fault may have been temporary.", STATUS_PAGE],
    otherwise: `${OPEN_ISSUE} the internal message.`,
  },
  unexpected_status: {
    failureType: "system_error",
    when: "Zendesk returns any other status",
    cause: "Zendesk returned {response} for {request}. The connector does not expect this.",
    steps: ["Sync again."],
    otherwise: `${OPEN_ISSUE} the request id from the internal message.`,
  },
} satisfies Record<string, ErrorEntry>;
