import type { SimulatorAnswer } from "../wire.ts";
import { jsonAnswer } from "./fault-answer.ts";
import type { FaultKinds } from "./fault-kind.ts";

function limitedUntil(retryAfter: string): SimulatorAnswer {
  return jsonAnswer(429, { error: "APIRateLimitExceeded" }, { "retry-after": retryAfter });
}

/** Includes the server's date: a real HTTP server adds it, but on virtual time nothing does. */
function limitedUntilDate(untilMs: number, nowMs: number): SimulatorAnswer {
  const answer = limitedUntil(new Date(untilMs).toUTCString());
  return { ...answer, headers: { ...answer.headers, date: new Date(nowMs).toUTCString() } };
}

/** 429s whose Retry-After is not a number of seconds to wait. */
export const retryAfterFaults = {
  "retry-after-date": {
    hook: "before",
    summary: "429 with Retry-After as a date in 5 seconds",
    strike: (_request, { nowMs }) => limitedUntilDate(nowMs + 5000, nowMs),
  },
  "retry-after-past-date": {
    hook: "before",
    summary: "429 with Retry-After as a date an hour ago",
    strike: (_request, { nowMs }) => limitedUntilDate(nowMs - 3_600_000, nowMs),
  },
  "retry-after-negative": { hook: "before", summary: "429 with Retry-After: -30", strike: () => limitedUntil("-30") },
  "retry-after-huge": {
    hook: "before",
    summary: "429 with a Retry-After of 30,000 years",
    strike: () => limitedUntil("999999999999"),
  },
  "retry-after-text": { hook: "before", summary: "429 with Retry-After: soon", strike: () => limitedUntil("soon") },
} as const satisfies FaultKinds;
