import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { readClock } from "../../time/clock.ts";
import { NetworkError } from "./http-transport.ts";
import { clientWith, settled } from "../test-support/scripted-client.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T10:41:19Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a client with a deadline", () => {
  it("names the request that hung", async () => {
    const hanging = Array.from({ length: 100 }, () => new NetworkError("ETIMEDOUT"));
    const { request } = clientWith([{}, ...hanging], undefined, readClock() + 20_000);
    const startedAt = readClock();
    await settled(request());
    await vi.advanceTimersByTimeAsync(14_000);
    const failing = settled(request());
    await expect(failing).rejects.toThrow(/^gave up on GET \/api\/v2\/x\.json after \d+ s: no response \(ETIMEDOUT\)$/);
    expect(readClock()).toBeLessThanOrEqual(startedAt + 20_000);
  });

  it("says that the account's limit allows no more requests", async () => {
    const usedUp = { "ratelimit-limit": "400", "ratelimit-remaining": "0", "ratelimit-reset": "60" };
    const { request } = clientWith([{ headers: usedUp }], undefined, readClock() + 20_000);
    await settled(request());
    const startedAt = readClock();
    await expect(settled(request())).rejects.toMatchObject({ cause: { name: "RateLimitWaitError" } });
    expect(readClock() - startedAt).toBeLessThanOrEqual(20_000);
  });
});

describe("a failure at the token endpoint", () => {
  it("is reported with that request, and its waits are counted when they happen", async () => {
    const credentials = {
      auth_type: "oauth2_client_credentials",
      client_id: "c",
      client_secret: "s",
      scope: "",
    } as const;
    const { request, waited, waits } = clientWith(
      Array.from({ length: 100 }, () => ({ status: 500 })),
      credentials,
    );
    const startedAt = readClock();
    const failing = settled(request());
    await expect(failing).rejects.toThrow(
      /^gave up on POST \/oauth\/tokens after \d+ s: Zendesk returned 500 for POST \/oauth\/tokens$/,
    );
    const sum = (list: readonly [string, number][]) => list.reduce((total, [, ms]) => total + ms, 0);
    expect(waits[0]?.[0]).toBe("Zendesk is temporarily unavailable (500), for POST /oauth/tokens");
    expect(sum(waited)).toBe(sum(waits));
    expect(sum(waited)).toBeLessThanOrEqual(readClock() - startedAt);
  });

  it("does not count a wait that the end of the sync cuts short", async () => {
    const { client, waited } = clientWith([{ status: 429, headers: { "retry-after": "3600" } }]);
    const ending = new AbortController();
    const { signal } = ending;
    const request = client.request({ method: "GET", path: "/api/v2/x.json", answer: z.unknown(), signal });
    await vi.advanceTimersByTimeAsync(5000);
    ending.abort(new Error("the sync ends"));
    await expect(request).rejects.toThrow("the sync ends");
    expect(waited).toEqual([["Zendesk's rate limit (429)", 5000]]);
  });
});
