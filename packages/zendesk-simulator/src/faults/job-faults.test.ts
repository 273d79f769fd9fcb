import { expect, test } from "vitest";
import { AccountClient, type ClientAnswer, objectOf, objectsOf } from "../account-client.ts";
import type { JsonObject } from "../json.ts";
import type { SimulatorOptions } from "../options.ts";
import type { FaultName } from "./fault-kinds.ts";

const second = 1000;
const minute = 60 * second;

/** An account whose first job meets the fault, with the answer to the request that made it. */
function struck(name: FaultName, rows = 4, options: Partial<SimulatorOptions> = {}) {
  const account = new AccountClient({ ...options, faultSettings: [{ name, nth: 1 }] });
  const users = Array.from({ length: rows }, (_, row) => ({ external_id: `p${row}`, name: `Person ${row}` }));
  const accepted = objectOf(account.send("POST", "users/create_or_update_many", { users }).json["job_status"]);
  const id = encodeURIComponent(String(accepted["id"]));
  return {
    account,
    showMany: () => account.send("GET", `job_statuses/show_many?ids=${id}`),
    show: () => account.send("GET", `job_statuses/${id}`),
    listed: () => objectsOf(account.send("GET", "job_statuses").json["job_statuses"]),
    held: () => objectsOf(account.send("GET", "users/show_many?external_ids=p0,p1,p2,p3").json["users"]).length,
  };
}

function onlyJob(answer: ClientAnswer): JsonObject | undefined {
  return objectsOf(answer.json["job_statuses"])[0];
}

test.each<[FaultName, JsonObject, number]>([
  ["job-failed", { status: "failed", results: null, progress: 0 }, 0],
  ["job-failed-half-applied", { status: "failed", results: null, progress: 2 }, 2],
  ["job-killed-half-applied", { status: "killed", results: null, progress: 2 }, 2],
  ["job-aborted-half-applied", { status: "aborted", results: null, progress: 2 }, 2],
  ["job-unknown-status", { status: "suspended", results: null }, 4],
])("%s shows %j and leaves %i of 4 users", (name, shown, left) => {
  const { account, showMany, held } = struck(name);
  expect(onlyJob(showMany())).toMatchObject(shown);
  expect(held()).toBe(left);
  account.nowMs += 60 * minute;
  expect(onlyJob(showMany())).toMatchObject(shown);
  // The next job is as it should be.
  expect(account.upsert({ external_id: "p0", name: "Again" })).toMatchObject([{ id: expect.any(Number) }]);
});

test("a job may say that it is processing while it works, and ends as others do", () => {
  const { account, showMany } = struck("job-processing");
  account.nowMs += 30 * second;
  expect(onlyJob(showMany())).toMatchObject({ status: "processing", progress: 2, results: null });
  account.nowMs += 30 * second;
  expect(onlyJob(showMany())).toMatchObject({ status: "completed", progress: 4 });
});

test("a job left out of the first answers is there later, with its results", () => {
  const { showMany, held } = struck("job-left-out-at-first");
  expect([showMany(), showMany()].map((answer) => [answer.status, answer.json["count"]])).toEqual([
    [200, 0],
    [200, 0],
  ]);
  expect(onlyJob(showMany())).toMatchObject({ status: "completed" });
  expect(held()).toBe(4);
});

test("a job not found at first makes the whole of show_many a 404", () => {
  const { show, showMany } = struck("job-not-found-at-first");
  expect([showMany(), show()]).toMatchObject([
    { status: 404, json: { error: "RecordNotFound" } },
    { status: 404, json: { error: "RecordNotFound" } },
  ]);
  expect(onlyJob(showMany())).toMatchObject({ status: "completed" });
});

test.each<[FaultName, number]>([
  ["job-gone-applied", 4],
  ["job-gone-unapplied", 0],
])("%s is not found by any poll, is listed while it works, and leaves %i users", (name, left) => {
  const { account, show, showMany, listed, held } = struck(name, 4, { jobDelaySeconds: { min: 5, max: 5 } });
  expect(listed()).toMatchObject([{ status: "queued" }]);
  expect([show().status, onlyJob(showMany())]).toEqual([404, undefined]);
  account.nowMs += 6 * second;
  expect([show().status, onlyJob(showMany()), listed()]).toEqual([404, undefined, []]);
  expect(held()).toBe(left);
});

test("a slow drip makes steady small progress for ten minutes", () => {
  const { account, showMany, held } = struck("job-slow-drip", 100);
  const progress = Array.from({ length: 10 }, () => {
    account.nowMs += minute - 1;
    return onlyJob(showMany())?.["progress"];
  });
  expect(progress).toEqual([9, 19, 29, 39, 49, 59, 69, 79, 89, 99]);
  expect(held()).toBe(0);
  account.nowMs += 10;
  expect([onlyJob(showMany())?.["status"], held()]).toEqual(["completed", 4]);
});

test("a ghost's answer is lost, it is listed as queued, and it overwrites what was written since", () => {
  const account = new AccountClient({ faultSettings: [{ name: "job-ghost", nth: 1 }] });
  const write = (name: string) => account.upsert({ external_id: "a", name });
  expect(() => write("Old")).toThrow("connection reset");
  account.nowMs += 1.9 * minute;
  write("New");
  const jobs = objectsOf(account.send("GET", "job_statuses").json["job_statuses"]);
  expect(jobs.map(({ status }) => status)).toEqual(["completed", "queued"]);
  expect(account.user("a")["name"]).toBe("New");
  account.nowMs += 6.2 * minute;
  expect(account.user("a")["name"]).toBe("Old");
});

test.each<[FaultName, (id: string) => boolean, boolean]>([
  ["job-id-path", (id) => id.startsWith("../../users/"), true],
  ["job-id-ampersand", (id) => id.startsWith("a&ids=b#"), true],
  ["job-id-comma", (id) => id.startsWith("a,b,"), false],
])("a job with %s can be requested by its encoded id", (name, isOdd, isInShowMany) => {
  const { show, showMany } = struck(name);
  const shown = objectOf(show().json["job_status"]);
  expect(isOdd(String(shown["id"]))).toBe(true);
  expect(shown["status"]).toBe("completed");
  expect(onlyJob(showMany()) !== undefined).toBe(isInShowMany);
});
