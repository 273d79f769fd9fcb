import type { Random } from "../random.ts";
import type { FaultKinds } from "./fault-kind.ts";
import { htmlAnswer, jsonAnswer, textAnswer } from "./fault-answer.ts";

const TOO_MANY_REQUESTS = {
  error: "APIRateLimitExceeded",
  description: "Number of allowed API requests per minute exceeded",
};

const OF_ONE_USER =
  "You have exceeded the rate limit for updating a single unique user. " +
  "user email: somebody@example.com id: 1900233268488 external_id: somebody";

/** For an account without a limit: headers that leave plenty of room. */
const PLENTY_LEFT = { "ratelimit-limit": "700", "ratelimit-remaining": "699", "ratelimit-reset": "30" };

/** Requests that look records up by their keys. */
const LOOK_UP =
  /^\/api\/v2\/(?:(?:users|organizations|tickets)\/(?:show_many|search)|users\/\d+\/(?:identities|organization_memberships|tickets\/requested)|tickets(?:\/\d+(?:\/(?:comments|audits))?)?|deleted_users\/\d+|custom_objects\/\w+\/records(?:\/search)?)(?:\.json)?(?:\?|$)/;

/** A server's answers to an address that it cannot read, or to search terms that it cannot understand. */
const REFUSALS = [400, 413, 414, 422, 431] as const;

function retryAfter(random: Random): Record<string, string> {
  return { "retry-after": String(1 + Math.floor(random.next() * 5)) };
}

/** Zendesk or something in front of it refuses; the account has not seen the request. */
export const statusFaults = {
  "rate-limited": {
    hook: "before",
    summary: "429 with Retry-After in seconds",
    strike: (_request, _moment, { random }) => jsonAnswer(429, TOO_MANY_REQUESTS, retryAfter(random)),
  },
  "rate-limited-without-retry-after": {
    hook: "before",
    summary: "429 without Retry-After",
    strike: () => jsonAnswer(429, TOO_MANY_REQUESTS),
  },
  "rate-limited-plain-text": {
    hook: "before",
    summary: "429 as plain text: too many updates of a single unique user",
    strike: (_request, _moment, { random }) => textAnswer(429, OF_ONE_USER, retryAfter(random)),
  },
  "rate-limited-with-remaining": {
    hook: "before",
    summary: "429 while the headers say that requests remain",
    strike: (_request, { rateHeaders }, { random }) => {
      const shown = Object.keys(rateHeaders).length === 0 ? PLENTY_LEFT : rateHeaders;
      return jsonAnswer(429, TOO_MANY_REQUESTS, { ...shown, ...retryAfter(random) });
    },
  },
  unavailable: {
    hook: "before",
    summary: "503 without Retry-After, as in maintenance",
    strike: () => htmlAnswer(503, "Service Unavailable"),
  },
  "unavailable-retry-after": {
    hook: "before",
    summary: "503 with Retry-After: the database timed out",
    strike: (_request, _moment, { random }) =>
      jsonAnswer(503, { error: "ServiceUnavailable", description: "Database timeout" }, retryAfter(random)),
  },
  "server-error": {
    hook: "before",
    summary: "500",
    strike: () => jsonAnswer(500, { error: "InternalError", description: "Internal server error" }),
  },
  "bad-gateway": { hook: "before", summary: "502", strike: () => htmlAnswer(502, "Bad Gateway") },
  "gateway-timeout": {
    hook: "before",
    summary: "504, and the account never saw the request",
    strike: () => htmlAnswer(504, "Gateway Timeout"),
  },
  "gateway-timeout-after-work": {
    hook: "after",
    summary: "504, and the account has done what was asked",
    strike: () => htmlAnswer(504, "Gateway Timeout"),
  },
  conflict: {
    hook: "before",
    summary: "409 DatabaseConflict: someone else is changing the same record",
    strike: () => jsonAnswer(409, { error: "DatabaseConflict", description: "Database collision" }),
  },
  "look-up-refused": {
    hook: "before",
    summary: "400, 413, 414, 422 or 431 for a look-up of users, organizations, identities or tickets",
    concerns: ({ method, path }) => method === "GET" && LOOK_UP.test(path),
    strike: (_request, _moment, { random }) => {
      const status = REFUSALS[Math.floor(random.next() * REFUSALS.length)] ?? 400;
      return jsonAnswer(status, { error: "InvalidRequest", description: "The request cannot be processed" });
    },
  },
} as const satisfies FaultKinds;
