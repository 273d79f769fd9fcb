import { type HttpAnswer, NetworkError } from "./http-transport.ts";

/** As long as Zendesk has never answered, the cause is probably permanent (name, network, proxy). */
export const RETRY_FIRST_ANSWER_FOR_MS = 2 * 60_000;
/** Afterwards, an outage is waited out for this long, not counting waits that Zendesk asked for. */
export const RETRY_OUTAGE_FOR_MS = 10 * 60_000;
/** Those waits have a limit too. Airbyte itself gives up on a sync that makes no progress for some hours. */
export const RETRY_WHEN_ASKED_FOR_MS = 6 * 60 * 60_000;

const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 60_000;
const SHORTEST_ASKED_MS = 1000;
const LONGEST_ASKED_MS = 60 * 60_000;
/** Zendesk's own Ruby client waits this long after a 429 or 503 without Retry-After. */
const RATE_LIMIT_DELAY_MS = 10_000;
/** One of the account's 30 job slots becomes free within seconds. */
const TOO_MANY_JOBS_DELAY_MS = 4000;

/** 409: Zendesk lost a race with another write. 5xx: deadlocks, maintenance, gateways. All are temporary. */
const RETRIED_STATUSES: ReadonlySet<number> = new Set([409, 429, 500, 502, 503, 504]);

export function isRetried(answer: HttpAnswer): boolean {
  return RETRIED_STATUSES.has(answer.status);
}

/** The host is unknown or not the right one, or the proxy asks for credentials. Someone must act. */
const HOPELESS_CODES: ReadonlySet<string> = new Set([
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_PROXY_SIGN_IN",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "HOSTNAME_MISMATCH",
  "INVALID_CA",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** Whether this failure is permanent, provided that Zendesk has never answered. */
export function isHopeless(error: Error): boolean {
  return error instanceof NetworkError && HOPELESS_CODES.has(error.code);
}

export function isTooManyJobs(answer: HttpAnswer): boolean {
  return answer.status === 429 && answer.body.includes('"TooManyJobs"');
}

/**
 * `Retry-After` in milliseconds, from seconds or an HTTP date; undefined if there is none. At least a second, because 0
 * would hammer Zendesk, and at most an hour, after which it is worth asking again. A date is compared with the answer's
 * own, because this machine's clock may be wrong.
 */
export function retryAfterMs(answer: HttpAnswer, now: number): number | undefined {
  const value = answer.headers["retry-after"]?.trim();
  if (!value) return undefined;
  const answeredAt = Date.parse(answer.headers["date"] ?? "") || now;
  const asked = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - answeredAt;
  return Number.isNaN(asked) ? undefined : Math.min(LONGEST_ASKED_MS, Math.max(SHORTEST_ASKED_MS, asked));
}

/** Full jitter (a random share of the bound), so that connectors that failed together do not retry together. */
export function backoffMs(attempt: number, answer: HttpAnswer | undefined, random: () => number): number {
  if (answer && isTooManyJobs(answer)) return 1000 + random() * TOO_MANY_JOBS_DELAY_MS;
  const first = answer?.status === 429 ? RATE_LIMIT_DELAY_MS : FIRST_DELAY_MS;
  return random() * Math.min(LONGEST_DELAY_MS, first * 2 ** attempt);
}
