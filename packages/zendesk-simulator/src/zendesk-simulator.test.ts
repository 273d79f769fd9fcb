import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "./account-client.ts";
import type { Fault } from "./fault.ts";
import { faultNames } from "./faults/fault-kinds.ts";
import { DEFAULT_OPTIONS, type SimulatorOptions } from "./options.ts";
import { CONNECTION_RESET } from "./wire.ts";
import { ZendeskSimulator } from "./zendesk-simulator.ts";

/** Ten bulk requests a second apart, polled until the last has ended; returns everything that was answered. */
function run(options: Partial<SimulatorOptions>): string {
  const account = new AccountClient({ ...DEFAULT_OPTIONS, jobDelaySeconds: { min: 0, max: 20 }, ...options });
  const texts: string[] = [];
  for (let second = 0; second < 60; second += 1) {
    account.nowMs += 1000;
    if (second < 10) {
      const users = [{ external_id: "same", name: `Version ${second}`, email: `v${second}@example.com` }];
      texts.push(account.send("POST", "users/create_or_update_many", { users }).text);
    }
    texts.push(account.send("GET", "job_statuses").text);
  }
  return [...texts, account.send("GET", "/simulator/users").text, account.send("GET", "/simulator/log").text].join(
    "\n",
  );
}

test("the same seed and the same requests at the same times give the same run, another seed another", () => {
  expect(run({ seed: 7 })).toBe(run({ seed: 7 }));
  expect(run({ seed: 8 })).not.toBe(run({ seed: 7 }));
});

test("with faults of every kind at once, the same seed gives the same run", () => {
  const faultSettings = faultNames.map((name) => ({ name, rate: 0.02 }));
  const faulty = (seed: number) => {
    const account = new ZendeskSimulator({ ...DEFAULT_OPTIONS, seed, faultSettings });
    const headers = { authorization: "Bearer simulated-access-token" };
    const outcomes: string[] = [];
    for (let second = 0; second < 1200; second += 1) {
      const users = [{ external_id: `p${second % 50}`, name: `Version ${second}` }];
      const bulk = { method: "POST", path: "/api/v2/users/create_or_update_many", headers, body: { users } };
      const poll = { method: "GET", path: "/api/v2/job_statuses", headers };
      for (const request of [bulk, poll]) {
        const outcome = account.handle(request, second * 1000);
        outcomes.push(typeof outcome === "string" ? outcome : `${outcome.status} ${outcome.body.slice(0, 2000)}`);
      }
    }
    return { outcomes, strikes: account.faultStrikes(), applied: account.account.jobs.applied };
  };
  const run7 = faulty(7);
  expect(faulty(7)).toEqual(run7);
  expect(faulty(8).outcomes).not.toEqual(run7.outcomes);
});

test("an observer is called with each job when it is accepted and when it has ended, with its rows and results", () => {
  const seen: unknown[] = [];
  const account = new AccountClient({
    faultSettings: [{ name: "job-failed-half-applied", nth: 2 }],
    onJobAccepted: ({ jobId, rowKeys }) => seen.push(["accepted", jobId, rowKeys]),
    onJobApplied: ({ jobId, appliedAt, rows, results }) => seen.push(["ended", jobId, appliedAt, rows, results]),
  });
  const users = ["a", "b"].map((key) => ({ external_id: key, name: key }));
  const created = account.upsert(...users);
  const second = account.send("POST", "users/create_or_update_many", { users }).json;
  account.nowMs += 1000;
  account.send("GET", "users/me");
  const ids = [expect.any(String), objectOf(second["job_status"])["id"]];
  expect(seen).toEqual([
    ["accepted", ids[0], ["a", "b"]],
    ["ended", ids[0], account.nowMs - 1000, users, created],
    ["accepted", ids[1], ["a", "b"]],
    ["ended", ids[1], account.nowMs - 1000, users, [{ ...created[0], status: "Updated" }, undefined]],
  ]);
  expect(account.simulator.account.jobs.applied.map(({ rowKeys }) => rowKeys)).toEqual([["a", "b"], ["a"]]);
});

test("the log has the order in which jobs were applied, and the users are what that order leaves", () => {
  const account = new AccountClient({ seed: 3, jobDelaySeconds: { min: 0, max: 20 } });
  for (let version = 0; version < 5; version += 1) {
    const users = [{ external_id: "same", name: `Version ${version}`, tags: [`v${version}`] }];
    account.send("POST", "users/create_or_update_many", { users });
  }
  account.nowMs += 21_000;
  const finished = objectsOf(account.send("GET", "/simulator/jobs").json["finished"]);
  const log = objectsOf(account.send("GET", "/simulator/log").json["list"]);
  expect(log.map((entry) => entry["job_id"])).toEqual(finished.map(({ id }) => id));
  expect(log.map((entry) => entry["row_keys"])).toEqual(log.map(() => ["same"]));
  const lastApplied = account.simulator.account.jobs.find(String(log.at(-1)?.["job_id"]));
  expect(account.user("same")["name"]).toBe(`Version ${(lastApplied?.number ?? 0) - 1}`);
});

test("polls of many jobs leave out those that are unknown", () => {
  const account = new AccountClient();
  const { id } = objectOf(account.send("POST", "users/create_or_update_many", { users: [] }).json["job_status"]);
  const { json } = account.send("GET", `job_statuses/show_many?ids=${String(id)},unknown`);
  expect(json).toMatchObject({ count: 1, job_statuses: [{ id, status: "completed", results: [] }] });
});

test("an answer to a bulk request says how many more jobs the account takes", () => {
  const account = new AccountClient({ jobsInFlight: 30, jobDelaySeconds: { min: 1, max: 1 } });
  const { headers } = account.send("POST", "users/create_or_update_many", { users: [] });
  expect(headers["zendesk-ratelimit-inflight-jobs"]).toBe("total=30; remaining=29; resets=60");
});

test("every answer of the API counts against the account's minute, refusals included", () => {
  const account = new AccountClient({ requestsPerMinute: 2 });
  account.send("GET", "nowhere");
  expect(account.send("GET", "users/me").headers["ratelimit-remaining"]).toBe("0");
  expect(account.send("GET", "users/me")).toMatchObject({ status: 429, headers: { "retry-after": "60" } });
});

test("requests are counted by path template, and those to the simulator's own paths are not counted", () => {
  const account = new AccountClient();
  for (const path of ["users/17", "users/18.json", "nowhere", "/simulator/users"]) account.send("GET", path);
  expect(account.send("GET", "/simulator/requests").json).toEqual({
    total: 3,
    requests: { "GET /api/v2/users/:id": 2, "GET /unknown": 1 },
  });
});

test("a fault may answer before the account sees a request, or after it has done the work", () => {
  const before: Fault = {
    before: (_request, { requestNumber }) =>
      requestNumber === 1 ? { status: 503, headers: { "retry-after": "1" }, body: "" } : undefined,
  };
  const after: Fault = {
    after: (_request, _answer, { requestNumber }) => (requestNumber === 2 ? CONNECTION_RESET : undefined),
  };
  const account = new AccountClient({ faults: [before, after] });
  const create = (name: string) => account.send("POST", "users", { user: { name } });
  expect(create("First").status).toBe(503);
  expect(() => create("Second")).toThrow("connection reset");
  const dump = account.send("GET", "/simulator/users").text;
  expect([dump.includes("First"), dump.includes("Second")]).toEqual([false, true]);
});

test("tests may seed users and replace the field definitions", () => {
  const account = new AccountClient();
  account.send("POST", "/simulator/user_fields", [
    { key: "plan", type: "dropdown", title: "Plan", custom_field_options: [{ name: "Pro plan", value: "pro" }] },
  ]);
  const { status } = account.send("POST", "/simulator/users", [
    {
      external_id: "a",
      name: "A",
      role: "agent",
      tags: ["vip"],
      organization: { name: "Acme" },
      user_fields: { plan: "pro" },
    },
  ]);
  expect(status).toBe(201);
  expect(account.user("a")).toMatchObject({ role: "agent", tags: ["vip"], user_fields: { plan: "pro" } });
  expect(account.send("GET", "organizations/search?name=acme").json).toMatchObject({ count: 1 });
});
