import { expect, test } from "vitest";
import { AccountClient } from "../account-client.ts";
import type { FaultKind } from "./fault-kind.ts";
import { faultKinds, type FaultName, faultNames } from "./fault-kinds.ts";

function hookOf(name: FaultName): FaultKind["hook"] {
  return faultKinds[name].hook;
}

/** Sends one bulk request under the fault. Returns the answer and how many users the account gained. */
function upserted(name: FaultName): { outcome: unknown; users: number } {
  const account = new AccountClient({ faultSettings: [{ name, path: "create_or_update_many" }] });
  const before = [...account.simulator.account.users.all()].length;
  const outcome = account.simulator.handle(
    {
      method: "POST",
      path: "/api/v2/users/create_or_update_many",
      headers: { authorization: account.authorization, host: "127.0.0.1:8181" },
      body: '{"users":[{"name":"A","external_id":"a"}]}',
    },
    account.nowMs,
  );
  account.send("GET", "job_statuses");
  expect(account.simulator.faultStrikes()).toEqual({ [name]: 1 });
  return { outcome, users: [...account.simulator.account.users.all()].length - before };
}

const refusing = faultNames.filter((name) => hookOf(name) === "before" && name !== "look-up-refused");

test.each(refusing)("under %s the account sees no request", (name) => {
  expect(upserted(name).users).toBe(0);
});

test.each([
  ["users/show_many?ids=1", true],
  ["users/show_many.json?external_ids=a,b", true],
  ["users/search.json?query=email%3Aa@example.com", true],
  ["users/1/identities.json", true],
  ["users/1/organization_memberships.json", true],
  ["organizations/search?name=Acme", true],
  ["tickets?external_id=a", true],
  ["tickets/show_many.json?ids=1", true],
  ["tickets/1/comments", true],
  ["users/1/tickets/requested.json?page[size]=100", true],
  ["organizations/show_many.json?ids=1", true],
  ["users/me", false],
  ["users.json?role[]=agent", false],
  ["job_statuses/show_many.json?ids=a", false],
])("look-up-refused concerns GET %s: %s", (path, isRefused) => {
  const account = new AccountClient({ faultSettings: [{ name: "look-up-refused" }] });
  const { status } = account.send("GET", path);
  expect([400, 413, 414, 422, 431].includes(status)).toBe(isRefused);
  expect(account.simulator.faultStrikes()).toEqual({ "look-up-refused": isRefused ? 1 : 0 });
});

test.each(faultNames.filter((name) => hookOf(name) === "after"))("under %s the account has done the work", (name) => {
  expect(upserted(name).users).toBe(1);
});

test.each<[FaultName, unknown]>([
  ["rate-limited", { status: 429, headers: { "retry-after": expect.stringMatching(/^[1-5]$/) } }],
  ["rate-limited-plain-text", { status: 429, body: expect.stringContaining("single unique user") }],
  ["rate-limited-with-remaining", { status: 429, headers: { "ratelimit-remaining": "699" } }],
  ["unavailable-retry-after", { status: 503, headers: { "retry-after": expect.stringMatching(/^[1-5]$/) } }],
  ["server-error", { status: 500 }],
  ["bad-gateway", { status: 502 }],
  ["gateway-timeout", { status: 504 }],
  ["gateway-timeout-after-work", { status: 504 }],
  ["conflict", { status: 409, body: expect.stringContaining("DatabaseConflict") }],
  ["connection-refused", "connection_refused"],
  ["connection-reset", "connection_reset"],
  ["connection-reset-after-work", "connection_reset"],
  ["no-answer", "no_answer"],
  ["no-answer-after-work", "no_answer"],
  ["html-page", { status: 200, headers: { "content-type": "text/html; charset=utf-8" } }],
  ["html-page-after-work", { status: 200, body: expect.stringContaining("<html>") }],
  ["imports-not-permitted", { status: 403, body: expect.stringContaining("Data imports are not enabled") }],
  ["retry-after-date", { status: 429, headers: { "retry-after": "Sun, 22 Nov 2026 12:00:05 GMT" } }],
  ["retry-after-past-date", { status: 429, headers: { "retry-after": "Sun, 22 Nov 2026 11:00:00 GMT" } }],
  ["retry-after-negative", { status: 429, headers: { "retry-after": "-30" } }],
  ["retry-after-huge", { status: 429, headers: { "retry-after": "999999999999" } }],
  ["retry-after-text", { status: 429, headers: { "retry-after": "soon" } }],
  [
    "redirect-same-host",
    { status: 302, headers: { location: "http://127.0.0.1:8181/api/v2/users/create_or_update_many.json" } },
  ],
  [
    "redirect-other-host",
    { status: 302, headers: { location: "https://elsewhere.example.com/api/v2/users/create_or_update_many" } },
  ],
])("%s is answered with %j", (name, expected) => {
  const { outcome } = upserted(name);
  expect({ outcome }).toMatchObject({ outcome: expected });
});

test.each<FaultName>(["rate-limited-without-retry-after", "unavailable"])("%s does not say when to return", (name) => {
  const headers = (upserted(name).outcome as { headers: Record<string, string> }).headers;
  expect(Object.keys(headers)).toEqual(["content-type"]);
});

test("rate-limited-with-remaining shows what really remains, and uses none of it", () => {
  const faultSettings = [{ name: "rate-limited-with-remaining", nth: 2 }] as const;
  const account = new AccountClient({ requestsPerMinute: 100, faultSettings });
  const left = [1, 2, 3].map(() => account.send("GET", "users/me").headers["ratelimit-remaining"]);
  expect(left).toEqual(["99", "99", "98"]);
});

test("an answer that is cut off is shorter than its content-length, and cut JSON is not", () => {
  const [truncated, cut] = (["truncated-body", "cut-json"] as const).map(
    (name) => upserted(name).outcome as { headers: Record<string, string>; body: string; isCutOff?: boolean },
  );
  expect(truncated?.isCutOff).toBe(true);
  expect(Number(truncated?.headers["content-length"])).toBeGreaterThan(truncated?.body.length ?? 0);
  expect(cut).not.toHaveProperty("isCutOff");
  expect(() => JSON.parse(cut?.body ?? "{}") as unknown).toThrow(SyntaxError);
});
