import { Refusal } from "../refusal.ts";
import type { FixedWindow } from "./fixed-window.ts";

/** Counts a request against its endpoint's own limit. Returns the header, or throws the 429. */
export function takeRequest(window: FixedWindow, endpoint: string, nowMs: number): Record<string, string> {
  if (window.limit === 0) return {};
  const remaining = window.take("", nowMs);
  const resets = window.secondsLeft(nowMs);
  const header = {
    [`zendesk-ratelimit-${endpoint}`]: `total=${window.limit}; remaining=${remaining ?? 0}; resets=${resets}`,
  };
  if (remaining === undefined) throw tooManyRequests(header, resets);
  return header;
}

export function tooManyRequests(headers: Record<string, string>, seconds: number): Refusal {
  const body = { errors: [{ code: "TooManyRequests", title: "Too many requests" }] };
  return new Refusal(429, body, { ...headers, "retry-after": String(seconds) });
}
