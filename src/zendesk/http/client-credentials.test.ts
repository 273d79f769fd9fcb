import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { readClock } from "../../time/clock.ts";
import { type HttpRequest, NetworkError } from "./http-transport.ts";
import { type Step, clientWith, settled } from "../test-support/scripted-client.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T10:41:19Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("OAuth client credentials", () => {
  const credentials = {
    auth_type: "oauth2_client_credentials",
    client_id: "c",
    client_secret: "s",
    scope: "read write",
  } as const;
  const token = (access_token: string, expires_in?: number): Step => ({
    status: 201,
    body: JSON.stringify({ access_token, expires_in, scope: "read write" }),
  });
  const used = (sent: HttpRequest[]): (string | undefined)[] => sent.map(({ headers }) => headers["authorization"]);

  it("get one token, and renew it after 80 % of its lifetime", async () => {
    const { request, sent } = clientWith([token("t1", 1000), {}, {}, token("t2", 1000), {}], credentials);
    await settled(request());
    await vi.advanceTimersByTimeAsync(790_000);
    await settled(request());
    await vi.advanceTimersByTimeAsync(10_000);
    await settled(request());
    expect(used(sent)).toEqual([undefined, "Bearer t1", "Bearer t1", undefined, "Bearer t2"]);
  });

  it.each([0, -1, "7200", "soon", null, {}])(
    "keep a token whose lifetime is given as %j until it is refused",
    async (life) => {
      const body = JSON.stringify({ access_token: "t1", expires_in: life });
      const { request, sent } = clientWith([{ status: 201, body }], credentials);
      for (let day = 0; day < 3; day++) {
        await settled(request());
        await vi.advanceTimersByTimeAsync(24 * 3_600_000);
      }
      expect(used(sent)).toEqual([undefined, "Bearer t1", "Bearer t1", "Bearer t1"]);
    },
  );

  it("do not get a new token for each request, however short its lifetime", async () => {
    const { request, sent } = clientWith([token("t1", 1), ...Array.from({ length: 50 }, () => ({}))], credentials);
    for (let second = 0; second < 25; second++) {
      await settled(request());
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(sent.filter(({ url }) => url.endsWith("/oauth/tokens"))).toHaveLength(1);
  });

  it.each<[what: string, step: Step]>([
    ["fails", { status: 500 }],
    ["refuses the client", { status: 401, body: '{"error":"invalid_client"}' }],
    ["does not answer", new NetworkError("ETIMEDOUT")],
    ["answers with HTML", { status: 200, body: "<html>" }],
  ])("stay in use while they are good when the token endpoint %s, and are renewed later", async (_what, step) => {
    const steps = [token("t1", 1000), {}, step, {}, step, {}, token("t2", 1000), {}];
    const { request, sent, warnings } = clientWith(steps, credentials);
    await settled(request());
    await vi.advanceTimersByTimeAsync(800_000);
    for (let tries = 0; tries < 3; tries++) {
      await settled(request());
      await vi.advanceTimersByTimeAsync(61_000);
    }
    const tokens = ["t1", "t1", "t1", "t2"];
    expect(used(sent)).toEqual(tokens.flatMap((each) => [undefined, `Bearer ${each}`]));
    expect(sent[2]?.timeoutMs).toBe(10_000);
    expect(warnings).toEqual([expect.stringMatching(/could not be renewed.*valid until \d\d:\d\d UTC/)]);
  });

  it("fail the waiting requests once the old token has expired and the client is refused", async () => {
    const refusal = { status: 401, body: '{"error":"invalid_client"}' };
    const { request } = clientWith([token("t1", 1000), {}, refusal], credentials);
    await settled(request());
    await vi.advanceTimersByTimeAsync(1_000_000);
    await expect(settled(request())).rejects.toMatchObject({ status: 401, path: "/oauth/tokens" });
  });

  it.each([
    ["a line break", "t\r\nx: y"],
    ["nothing", ""],
    ["far too much", "x".repeat(5000)],
  ])("are refused in an answer in which they contain %s", async (_what, access_token) => {
    const { request, sent } = clientWith([{ status: 201, body: JSON.stringify({ access_token }) }], credentials);
    await expect(settled(request())).rejects.toThrow(/POST \/oauth\/tokens holds no access_token/);
    expect(sent).toHaveLength(1);
  });

  it.each([
    ["read", [expect.stringContaining('granted the scope "read" without "write"')]],
    ["read write", []],
    ["\u001b[31mread\n<b>ann@example.com</b>", []],
    [`${"x".repeat(5000)} read`, [expect.stringMatching(/^Zendesk granted the scope "read" without "write"/)]],
    [["read"], []],
  ])("warn once about an incomplete scope, and never repeat text that is not a scope: %j", async (scope, expected) => {
    const minted = (access_token: string) => ({ status: 201, body: JSON.stringify({ access_token, scope }) });
    const { request, warnings } = clientWith([minted("t1"), {}, { status: 401 }, minted("t2"), {}], credentials);
    await settled(request());
    await settled(request());
    expect(warnings).toEqual(expected);
  });

  it.each<[what: string, step: Step]>([
    ["is over its limit", { status: 429, headers: { "retry-after": "5" } }],
    ["is unavailable", { status: 503 }],
    ["breaks the connection", new NetworkError("ECONNRESET")],
    ["cuts its answer off", { status: 200, body: '{"access_tok' }],
    ["answers with HTML", { status: 200, body: "<html>" }],
    ["redirects", { status: 302, headers: { location: "https://elsewhere.test/" } }],
  ])("wait until there is a token when the token endpoint %s in the middle of a sync", async (_what, step) => {
    const { client, request, sent } = clientWith([token("t1"), {}, { status: 401 }, step, token("t2")], credentials);
    await settled(request());
    // A request that must not be repeated was not even sent once.
    const insert = { method: "POST", path: "/api/v2/x.json", answer: z.unknown(), isRepeatable: false } as const;
    await settled(client.request(insert));
    expect(used(sent)).toEqual([undefined, "Bearer t1", "Bearer t1", undefined, undefined, "Bearer t2"]);
  });

  it("have their age checked after a long wait, not before it", async () => {
    const busy = { status: 429, headers: { "retry-after": "3600" } };
    const { request, sent } = clientWith([token("t1", 1000), {}, busy, token("t2", 7200)], credentials);
    await settled(request());
    const limited = request();
    await vi.advanceTimersByTimeAsync(1000);
    const waiting = request();
    await settled(Promise.all([limited, waiting]));
    expect(used(sent)).toEqual([undefined, "Bearer t1", "Bearer t1", undefined, "Bearer t2", "Bearer t2"]);
  });

  it("do not follow a redirect from the token endpoint", async () => {
    const { request, sent } = clientWith([{ status: 307, headers: { location: "https://evil.test/" } }], credentials);
    await expect(settled(request())).rejects.toMatchObject({ name: "ZendeskRedirectError", host: "evil.test" });
    expect(sent).toHaveLength(1);
  });

  it("get one new token for many requests that are refused at once", async () => {
    const refused = Array.from({ length: 20 }, () => ({ status: 401 }));
    const { request, sent } = clientWith([token("t1"), {}, ...refused, token("t2")], credentials);
    await settled(request());
    await settled(Promise.all(Array.from({ length: 20 }, request)));
    expect(sent.filter(({ url }) => url.endsWith("/oauth/tokens"))).toHaveLength(2);
    expect(used(sent).filter((header) => header === "Bearer t2")).toHaveLength(20);
  });

  it("try a new token again after a moment when Zendesk refuses it at first", async () => {
    const { request, sent } = clientWith([token("t1"), { status: 401 }, {}], credentials);
    const startedAt = readClock();
    await settled(request());
    expect(used(sent)).toEqual([undefined, "Bearer t1", "Bearer t1"]);
    expect(readClock() - startedAt).toBeGreaterThanOrEqual(1000);
  });

  it("fail the request if Zendesk refuses a new token twice", async () => {
    const { request, sent } = clientWith([token("t1"), { status: 401 }, { status: 401 }], credentials);
    await expect(settled(request())).rejects.toMatchObject({ status: 401, path: "/api/v2/x.json" });
    expect(used(sent)).toEqual([undefined, "Bearer t1", "Bearer t1"]);
  });

  it("renew a token that Zendesk refuses, once", async () => {
    const refused = { status: 401 };
    const { request, sent } = clientWith([token("t1"), {}, refused, token("t2"), refused, refused], credentials);
    await settled(request());
    await expect(settled(request())).rejects.toMatchObject({ status: 401 });
    expect(used(sent)).toEqual([undefined, "Bearer t1", "Bearer t1", undefined, "Bearer t2", "Bearer t2"]);
  });

  it("get at most one token per second if each is refused after its first use", async () => {
    const spent = Array.from({ length: 20 }, (_, index) => [{}, { status: 401 }, token(`t${index + 2}`)]).flat();
    const { request, sent } = clientWith([token("t1"), ...spent], credentials);
    const startedAt = readClock();
    for (let requests = 0; requests < 10; requests++) await settled(request());
    const minted = sent.filter(({ url }) => url.endsWith("/oauth/tokens")).length;
    expect((readClock() - startedAt) / 1000).toBeGreaterThanOrEqual(minted - 2);
  });
});
