import { vi } from "vitest";
import { z } from "zod";
import { authenticate } from "../http/authenticate.ts";
import { type ClientObserver, ZendeskClient } from "../http/client.ts";
import { readClock } from "../../time/clock.ts";
import { type HttpAnswer, type HttpRequest, NetworkError } from "../http/http-transport.ts";
import { RateLimiter } from "../rate-limit/rate-limiter.ts";

export type Step = Partial<HttpAnswer> | NetworkError;

/** A client whose transport gives these answers, then 200. */
export function clientWith(steps: Step[], credentials?: Parameters<typeof authenticate>[0], deadline?: number) {
  const sent: HttpRequest[] = [];
  const warnings: string[] = [];
  const waits: [string, number][] = [];
  const waited: [string, number][] = [];
  const limits: number[] = [];
  const transport = (request: HttpRequest): Promise<HttpAnswer> => {
    sent.push(request);
    const step = steps.shift() ?? {};
    if (step instanceof NetworkError) return Promise.reject(step);
    return Promise.resolve({ status: 200, headers: {}, body: '{"ok":true}', ...step });
  };
  const authentication = authenticate(credentials ?? { auth_type: "oauth2_access_token", access_token: "t0" }, {
    baseUrl: "https://acme.zendesk.com",
    transport,
    onToken: () => {},
    onWarning: (message) => warnings.push(message),
  });
  const observer: ClientObserver = {
    requested: () => {},
    waiting: (cause, ms) => waits.push([cause, ms]),
    succeeded: () => {},
    waited: (cause, ms) => waited.push([cause, ms]),
    rateLimited: (until) => limits.push(until - readClock()),
    warned: () => {},
  };
  const client = new ZendeskClient({
    baseUrl: "https://acme.zendesk.com",
    transport,
    authentication,
    rateLimiter: new RateLimiter(60, observer),
    observer,
    random: () => 0.5,
    deadline,
  });
  const request = () =>
    client.request({ method: "GET", path: "/api/v2/x.json", answer: z.object({ ok: z.boolean() }) });
  return { client, limits, request, sent, waited, waits, warnings };
}

/** The promise's end on virtual time. */
export async function settled<T>(promise: Promise<T>): Promise<T> {
  const ended = new AbortController();
  promise.finally(() => ended.abort()).catch(() => {});
  while (!ended.signal.aborted) await vi.advanceTimersByTimeAsync(1000);
  return promise;
}
