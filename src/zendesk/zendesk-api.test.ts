import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { readClock } from "../time/clock.ts";
import type { HttpRequest } from "./http/http-transport.ts";
import { createZendeskApi } from "./zendesk-api.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("with a deadline, no request may take longer than the time left, not even the request for a token", async () => {
  const sent: HttpRequest[] = [];
  const { client } = createZendeskApi({
    baseUrl: "https://acme.zendesk.com",
    credentials: { auth_type: "oauth2_client_credentials", client_id: "c", client_secret: "s", scope: "read write" },
    rateLimitPercent: 60,
    maxConcurrentJobs: 5,
    transport: (request) => {
      sent.push(request);
      // Each answer takes a while.
      vi.advanceTimersByTime(6000);
      return Promise.resolve({ status: 200, headers: {}, body: '{"access_token":"t"}' });
    },
    observer: {
      requested: () => {},
      succeeded: () => {},
      waiting: () => {},
      waited: () => {},
      warned: () => {},
      rateLimited: () => {},
    },
    isOwnJobType: () => true,
    onJob: () => {},
    onToken: () => {},
    onWarning: () => {},
    deadline: readClock() + 20_000,
  });
  await client.request({ method: "GET", path: "/api/v2/users/me.json", answer: z.unknown() });
  await client.request({ method: "GET", path: "/api/v2/user_fields.json", answer: z.unknown() });
  expect(sent.map(({ timeoutMs, url }) => [new URL(url).pathname, timeoutMs])).toEqual([
    ["/oauth/tokens", 20_000],
    ["/api/v2/users/me.json", 14_000],
    ["/api/v2/user_fields.json", 8000],
  ]);
});
