import { expect, test } from "vitest";
import { AccountClient, objectOf, objectsOf } from "../account-client.ts";
import type { Json, JsonObject } from "../json.ts";
import type { FaultName } from "./fault-kinds.ts";

const rows = ["a", "b", "c", "d"].map((key) => ({ external_id: key, name: `Name ${key}` }));

/** The job of a creation of four organizations under the fault. */
function created(name: FaultName): { job: JsonObject; held: number } {
  const account = new AccountClient({ faultSettings: [{ name, nth: 1 }], seed: 5 });
  const { id } = objectOf(
    account.send("POST", "organizations/create_many", { organizations: rows }).json["job_status"],
  );
  const job = objectOf(account.send("GET", `job_statuses/${String(id)}`).json["job_status"]);
  return { job, held: [...account.simulator.account.organizations.all()].length };
}

test.each<[FaultName, string, Json, number]>([
  ["job-failed", "failed", null, 0],
  ["job-failed-half-applied", "failed", null, 2],
  ["job-killed-half-applied", "killed", null, 2],
  ["job-aborted-half-applied", "aborted", null, 2],
  ["results-null", "completed", null, 4],
  ["results-object", "completed", { success: true }, 4],
])("under %s a job of organizations ends %s, shows %j, and %i are created", (name, status, results, held) => {
  expect(created(name)).toMatchObject({ job: { status, results }, held });
});

test("short results lack the last rows, which are applied anyway", () => {
  const { job, held } = created("results-short");
  expect([objectsOf(job["results"]).length, held]).toEqual([2, 4]);
});

test("reordered results can be matched by the external ids of their rows", () => {
  const keys = objectsOf(created("results-reordered-keyed").job["results"]).map(({ external_id }) => external_id);
  expect(keys).not.toEqual(["a", "b", "c", "d"]);
  expect(new Set(keys)).toEqual(new Set(["a", "b", "c", "d"]));
});

test("a row may fail because of others, and nothing of it is applied", () => {
  const { job, held } = created("row-conflict");
  const failed = objectsOf(job["results"]).filter(({ error }) => error === "DatabaseConflict");
  expect([failed.length, held]).toEqual([1, 3]);
});

test("a name that is taken is reported in Spanish in a Spanish account", () => {
  const account = new AccountClient({ faultSettings: [{ name: "failed-rows-localized", nth: 1 }] });
  const organizations = [...rows, { name: "Name a" }];
  const results = account.run("POST", "organizations/create_many", { organizations });
  expect(results[4]).toMatchObject({ details: expect.stringContaining("ya está en uso") });
});

test.each([
  ["organizations/show_many?external_ids=a", "GET /api/v2/organizations/show_many"],
  ["organizations/search?name=a", "GET /api/v2/organizations/search"],
  ["organizations/autocomplete?name=a", "GET /api/v2/organizations/autocomplete"],
  ["organization_fields", "GET /api/v2/organization_fields"],
])("GET %s meets the faults of requests, and is counted", (path, counted) => {
  const account = new AccountClient({ faultSettings: [{ name: "rate-limited", nth: 1, path: "/organization" }] });
  expect([1, 2].map(() => account.send("GET", path).status)).toEqual([429, 200]);
  expect(account.send("GET", "/simulator/requests").json["requests"]).toEqual({ [counted]: 2 });
});
