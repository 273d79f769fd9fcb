import { expect, test } from "vitest";
import { AccountClient, objectsOf } from "../account-client.ts";
import type { SimulatorOptions } from "../options.ts";
import type { FaultSetting } from "./fault-setting.ts";

function client(setting: FaultSetting, options: Partial<SimulatorOptions> = {}): AccountClient {
  return new AccountClient({ ...options, faultSettings: [setting] });
}

function signInAnew(account: AccountClient): void {
  const { client_id, client_secret } = account.simulator.account.credentials.credentials;
  account.authorization = undefined;
  const grant = { grant_type: "client_credentials", client_id, client_secret, scope: "read write" };
  account.authorization = `Bearer ${String(account.send("POST", "/oauth/tokens", grant).json["access_token"])}`;
}

test("tokens minted before expire, and one minted afterwards works", () => {
  const account = client({ name: "token-expired", nth: 2 });
  signInAnew(account);
  const me = () => account.send("GET", "users/me");
  expect([me().status, me(), me().status]).toMatchObject([200, { status: 401, json: { error: "invalid_token" } }, 401]);
  signInAnew(account);
  expect(me().status).toBe(200);
});

test("an API token and the fixed access token do not expire", () => {
  const account = client({ name: "token-expired" });
  const { access_token, email, api_token } = account.simulator.account.credentials.credentials;
  const basic = `Basic ${Buffer.from(`${email}/token:${api_token}`).toString("base64")}`;
  for (const authorization of [`Bearer ${access_token}`, basic]) {
    account.authorization = authorization;
    expect(account.send("GET", "users/me").status).toBe(200);
  }
  expect(account.simulator.faultStrikes()).toEqual({ "token-expired": 0 });
});

test("revoked credentials never work again, and others still do", () => {
  const account = client({ name: "token-revoked", nth: 2 });
  const statuses = Array.from({ length: 3 }, () => account.send("GET", "users/me"));
  expect(statuses).toMatchObject([
    { status: 200 },
    { status: 401, json: { error: "Couldn't authenticate you" } },
    { status: 401 },
  ]);
  signInAnew(account);
  expect(account.send("GET", "users/me").status).toBe(200);
});

test.each([
  ["too-many-jobs", undefined, 30],
  ["too-many-jobs-retry-after", "5", 30],
  ["too-many-jobs", undefined, 0],
] as const)(
  "under %s others hold the slots, are listed, and give them back (limit %s, %i)",
  (name, retryAfter, limit) => {
    const account = client({ name, nth: 2 }, { jobsInFlight: limit });
    const upsert = () =>
      account.send("POST", "users/create_or_update_many", { users: [{ name: "A", external_id: "a" }] });
    expect(upsert().status).toBe(200);
    const refused = upsert();
    expect(refused).toMatchObject({ status: 429, json: { error: "TooManyJobs" } });
    expect(refused.headers["retry-after"]).toBe(retryAfter);
    const types = objectsOf(account.send("GET", "job_statuses").json["job_statuses"]).map(({ job_type }) => job_type);
    expect(types.filter((type) => type === "Bulk Update User")).toHaveLength(10);
    expect(types.filter((type) => type === "Bulk Create Ticket")).toHaveLength(10);
    account.nowMs += 90_000;
    expect(upsert().status).toBe(200);
    // What others did is not in the log of what was applied.
    expect(account.simulator.account.jobs.records).toHaveLength(1);
  },
);

test("others who keep taking slots leave some free in between", () => {
  const account = client({ name: "too-many-jobs" }, { jobsInFlight: 30 });
  let accepted = 0;
  for (let second = 0; second < 600; second += 1) {
    account.nowMs += 1000;
    if (account.send("POST", "users/create_or_update_many", { users: [] }).status === 200) accepted += 1;
  }
  expect(accepted).toBeGreaterThan(100);
  expect(account.simulator.faultStrikes()["too-many-jobs"]).toBeGreaterThan(3);
});

test("a burst of other traffic takes four fifths of the minute, once", () => {
  const account = client({ name: "other-traffic" }, { requestsPerMinute: 100 });
  const left = () => Number(account.send("GET", "users/me").headers["ratelimit-remaining"]);
  expect([left(), left(), left()]).toEqual([19, 18, 17]);
  account.nowMs += 60_000;
  expect(left()).toBe(19);
});

test("imports are refused on their own paths only", () => {
  const account = client({ name: "imports-not-permitted" });
  const user = { external_id: "a", name: "A" };
  const statuses = [
    account.send("POST", "users/create_or_update_many", { users: [user] }),
    account.send("POST", "users/create_many.json", { users: [user] }),
    account.send("POST", "users/create_or_update", { user }),
    account.send("PUT", "users/update_many?external_ids=a", { user: { notes: "n" } }),
    account.send("POST", "organizations/create_many", { organizations: [] }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([403, 403, 201, 200, 200]);
});
