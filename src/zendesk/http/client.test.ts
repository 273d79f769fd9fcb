import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { readClock } from "../../time/clock.ts";
import { OutcomeUnknownError, ZendeskAnswerError, ZendeskRedirectError, ZendeskUnavailableError } from "./errors.ts";
import { NetworkError } from "./http-transport.ts";
import { type Step, clientWith, settled } from "../test-support/scripted-client.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T10:41:19Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the client", () => {
  it.each([
    ["Retry-After in seconds", { status: 429, headers: { "retry-after": "41" } }, 41_000],
    ["Retry-After as a date", { status: 503, headers: { "retry-after": "Sun, 22 Nov 2026 10:42:00 GMT" } }, 41_000],
    [
      "Retry-After as a date by the answer's own clock",
      {
        status: 503,
        headers: { "retry-after": "Sun, 22 Nov 2026 12:00:41 GMT", date: "Sun, 22 Nov 2026 12:00:00 GMT" },
      },
      41_000,
    ],
    ["a second at least, whatever Retry-After says", { status: 503, headers: { "retry-after": "0" } }, 1000],
    ["an hour at most, whatever Retry-After says", { status: 429, headers: { "retry-after": "9999999" } }, 3_600_000],
    ["a share of 10 s on a 429 without it", { status: 429 }, 5000],
    ["1 to 5 s for a free job slot", { status: 429, body: '{"error":"TooManyJobs"}' }, 3000],
    ["a share of 1 s on a 500", { status: 500 }, 500],
    ["a share of 1 s on a 409", { status: 409 }, 500],
    ["a share of 1 s when the connection broke", new NetworkError("ECONNRESET"), 500],
  ])("waits %s, then repeats the request", async (_what, step, ms) => {
    const { request, sent, waits } = clientWith([step]);
    expect((await settled(request())).body).toEqual({ ok: true });
    expect(waits.map(([, waited]) => waited)).toEqual([ms]);
    expect(sent).toHaveLength(2);
  });

  it("gives up after 2 minutes if Zendesk has never answered", async () => {
    const { request } = clientWith(Array.from({ length: 100 }, () => new NetworkError("ENOTFOUND")));
    const startedAt = readClock();
    await expect(settled(request())).rejects.toThrow(ZendeskUnavailableError);
    expect(readClock() - startedAt).toBeLessThan(130_000);
  });

  it.each([
    ["Zendesk asks for a longer wait", { status: 429, headers: { "retry-after": "3600" } }],
    ["Zendesk asks for many short ones", { status: 503, headers: { "retry-after": "5" } }],
    ["it stays away", { status: 503 }],
  ])("gives up before a person would stop waiting, although %s", async (_what, step) => {
    const { request } = clientWith(
      Array.from({ length: 100 }, () => step),
      undefined,
      readClock() + 20_000,
    );
    const startedAt = readClock();
    await expect(settled(request())).rejects.toThrow(ZendeskUnavailableError);
    expect(readClock() - startedAt).toBeLessThanOrEqual(21_000);
  });

  it("gives up at once if the server cannot be trusted, unless Zendesk has answered before", async () => {
    const distrusted = new NetworkError("SELF_SIGNED_CERT_IN_CHAIN");
    const { request, sent } = clientWith([distrusted, {}, distrusted]);
    await expect(settled(request())).rejects.toMatchObject({ name: "ZendeskUnavailableError", cause: distrusted });
    expect(sent).toHaveLength(1);
    await settled(request());
    expect((await settled(request())).body).toEqual({ ok: true });
  });

  it("gives up after 10 minutes if Zendesk has answered before, however slowly it fails", async () => {
    const { request } = clientWith([{}, ...Array.from({ length: 100 }, () => new NetworkError("ETIMEDOUT"))]);
    await settled(request());
    const startedAt = readClock();
    await expect(settled(request())).rejects.toThrow(ZendeskUnavailableError);
    expect((readClock() - startedAt) / 60_000).toBeCloseTo(10, 0);
  });

  it("gives up after 6 hours of waits that Zendesk asked for", async () => {
    const { request } = clientWith(
      Array.from({ length: 100 }, () => ({ status: 429, headers: { "retry-after": "3600" } })),
    );
    const startedAt = readClock();
    await expect(settled(request())).rejects.toThrow(ZendeskUnavailableError);
    expect((readClock() - startedAt) / 3_600_000).toBeCloseTo(6, 1);
  });

  it("waits out 10 minutes of 503 once Zendesk has answered, and any wait that Zendesk asks for", async () => {
    const asked = Array.from({ length: 30 }, () => ({ status: 429, headers: { "retry-after": "60" } }));
    const down = Array.from({ length: 14 }, () => ({ status: 503 }));
    const { request } = clientWith([...asked, ...down]);
    expect((await settled(request())).body).toEqual({ ok: true });
  });

  it.each([400, 403, 404, 413, 422])("does not repeat what Zendesk refuses with %i", async (status) => {
    const { request, sent } = clientWith([{ status, body: '{"error":"RecordInvalid","description":"no"}' }]);
    await expect(settled(request())).rejects.toMatchObject({ status, code: "RecordInvalid", description: "no" });
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["an object", '{"error":{"title":"Forbidden","message":"no access"}}', "Forbidden", "no access"],
    ["a list", '{"errors":[{"code":"TooMany","title":"t","detail":"d"}]}', "TooMany", "d"],
    [
      "details",
      '{"error":"RecordInvalid","details":{"email":[{"error":"DuplicateValue"}]}}',
      "RecordInvalid",
      '{"email":[{"error":"DuplicateValue"}]}',
    ],
    ["plain text", "No help desk at acme.zendesk.com", "", "No help desk at acme.zendesk.com"],
  ])("reads the error from %s", async (_what, body, code, description) => {
    const { request } = clientWith([{ status: 400, body }]);
    await expect(settled(request())).rejects.toMatchObject({ code, description });
  });

  it("keeps Zendesk's text out of the error's message, because it may quote personal data", async () => {
    const { request } = clientWith([{ status: 422, body: '{"error":"X","description":"ana@example.com is taken"}' }]);
    await expect(settled(request())).rejects.toThrow(/^Zendesk returned 422 X for GET \/api\/v2\/x\.json$/);
  });

  it.each([
    ["HTML", "<html></html>"],
    ["nothing", ""],
    ["another shape", '{"ok":"yes"}'],
  ])("does not accept %s with 200 as an answer", async (_what, body) => {
    const { request } = clientWith([{ body }]);
    await expect(settled(request())).rejects.toThrow(ZendeskAnswerError);
  });

  it("repeats a request whose answer was cut off", async () => {
    const { request, waits } = clientWith([{ body: '{"ok":tr' }]);
    expect((await settled(request())).body).toEqual({ ok: true });
    expect(waits).toEqual([["the response is not from Zendesk, or is truncated", 500]]);
  });

  it("waits out answers that are not from Zendesk once Zendesk has answered, because a proxy may answer during an outage", async () => {
    const { request, waits } = clientWith([{}, { body: "<html>maintenance</html>" }, { body: "<html>" }]);
    await settled(request());
    expect((await settled(request())).body).toEqual({ ok: true });
    expect(waits).toHaveLength(2);
  });

  it("treats a sentence in place of an error code as Zendesk's text", async () => {
    const { request } = clientWith([{ status: 422, body: '{"error":"Email: ana@example.com is taken"}' }]);
    const error = await settled(request()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "", description: "Email: ana@example.com is taken" });
    expect((error as Error).message).not.toContain("ana@");
  });

  it.each([
    ["the connection broke", new NetworkError("ECONNRESET")],
    ["a gateway gave up", { status: 504 }],
  ])("does not repeat what must not be done twice when %s", async (_what, step) => {
    const { client, sent } = clientWith([step]);
    const insert = { method: "POST", path: "/api/v2/x.json", answer: z.unknown(), isRepeatable: false } as const;
    await expect(settled(client.request(insert))).rejects.toThrow(OutcomeUnknownError);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["the connection was refused", new NetworkError("ECONNREFUSED")],
    ["Zendesk is busy", { status: 503 }],
  ])("repeats even such a request when %s", async (_what, step) => {
    const { client, sent } = clientWith([step]);
    await settled(client.request({ method: "POST", path: "/api/v2/x.json", answer: z.unknown(), isRepeatable: false }));
    expect(sent).toHaveLength(2);
  });

  it.each<[what: string, step: Step, calls: number]>([
    ["the connection broke", new NetworkError("ECONNRESET"), 1],
    ["a gateway gave up", { status: 504 }, 1],
    ["Zendesk failed", { status: 500 }, 1],
    ["the connection was refused", new NetworkError("ECONNREFUSED"), 0],
    ["Zendesk was busy", { status: 503 }, 0],
    ["all job slots were taken", { status: 429, body: '{"error":"TooManyJobs"}' }, 0],
  ])("lets its caller check what the first attempt may have done if %s", async (_what, step, calls) => {
    const { client, sent } = clientWith([step]);
    const sentBefore: number[] = [];
    const beforeRepeat = (): Promise<void> => {
      sentBefore.push(sent.length);
      return Promise.resolve();
    };
    await settled(client.request({ method: "POST", path: "/api/v2/x.json", answer: z.unknown(), beforeRepeat }));
    expect(sentBefore).toEqual(Array.from({ length: calls }, () => 1));
    expect(sent).toHaveLength(2);
  });

  it("keeps the digits of whole numbers that a double would change", async () => {
    const { client } = clientWith([{ body: '{"user_fields":{"n":9007199254740993,"m":1}}' }]);
    const { body } = await settled(client.request({ method: "GET", path: "/x", answer: z.unknown() }));
    expect(JSON.stringify(body)).toBe('{"user_fields":{"n":9007199254740993,"m":1}}');
  });

  it.each([
    ["https://evil.example.com/login?token=x", "evil.example.com"],
    ["//EVIL.example.com", "evil.example.com"],
    ["/elsewhere", "acme.zendesk.com"],
    ["https://a b/", undefined],
    ["https://evil.example.com:1/\n{}", "evil.example.com"],
    ["data:text/html,x", undefined],
    [undefined, undefined],
  ])("does not follow a redirect to %j, and names only its host", async (location, host) => {
    const { request, sent } = clientWith([{ status: 302, headers: location === undefined ? {} : { location } }]);
    const error = await settled(request()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ZendeskRedirectError);
    expect(error).toMatchObject({ host });
    expect((error as Error).message).toBe(
      `Zendesk's response to GET /api/v2/x.json is a redirect (302) to ${host ?? "an unknown address"}`,
    );
    expect(sent).toHaveLength(1);
  });

  it("waits out redirects once Zendesk has answered", async () => {
    const { request, sent, waits } = clientWith([{}, { status: 307, headers: { location: "https://elsewhere.test" } }]);
    await settled(request());
    expect((await settled(request())).body).toEqual({ ok: true });
    expect(sent.map(({ url }) => url)).toEqual(
      Array.from({ length: 3 }, () => "https://acme.zendesk.com/api/v2/x.json"),
    );
    expect(waits).toHaveLength(1);
  });

  it("holds all requests back after a 429 for the account's limit, and reports until when", async () => {
    const { limits, request, sent } = clientWith([{ status: 429, headers: { "retry-after": "41" } }]);
    const first = request();
    await vi.advanceTimersByTimeAsync(1000);
    const second = request();
    await vi.advanceTimersByTimeAsync(39_000);
    expect(sent).toHaveLength(1);
    await settled(Promise.all([first, second]));
    expect(limits).toEqual([41_000]);
  });

  it("holds back only the request itself after a 429 while the account has requests left", async () => {
    const headers = { "retry-after": "41", "ratelimit-limit": "700", "ratelimit-remaining": "690" };
    const { limits, request } = clientWith([{ status: 429, headers }]);
    const first = request();
    await vi.advanceTimersByTimeAsync(1000);
    const startedAt = readClock();
    await settled(request());
    expect(readClock() - startedAt).toBeLessThan(2000);
    expect(limits).toEqual([]);
    await settled(first);
  });
});
