import { expect, test } from "vitest";
import { DEFAULT_OPTIONS, UNTHROTTLED } from "../options.ts";
import { jobStatus } from "./job-status.ts";
import type { JobWork } from "./job-work.ts";
import { JobQueue } from "./jobs.ts";

const origin = "https://simulated.zendesk.com";
const endpoint = "POST /api/v2/users/create_many";

function work(name: string, rows = 1, runs: string[] = []): JobWork {
  return {
    jobType: "Bulk Create User",
    jobClass: "UserBulkCreateJobV2",
    activity: "Creating User",
    total: rows,
    rows: Array.from({ length: rows }, () => ({ external_id: name })),
    rowKeys: Array.from({ length: rows }, () => name),
    run: (id) => {
      runs.push(name);
      return { id };
    },
  };
}

test("jobs are applied in the order in which they end, not in which they were accepted", () => {
  const runs: string[] = [];
  const jobs = new JobQueue({ ...DEFAULT_OPTIONS, jobDelaySeconds: { min: 0, max: 60 } });
  const accepted = Array.from({ length: 10 }, (_, index) => jobs.accept(work(`job ${index}`, 1, runs), endpoint, 0));
  jobs.advance(120_000);
  const byEnd = accepted.toSorted((a, b) => a.finishAt - b.finishAt).map((job) => job.work.rowKeys[0]);
  expect(runs).toEqual(byEnd);
  expect(runs).not.toEqual(accepted.map((job) => job.work.rowKeys[0]));
});

test("a job is queued, then works, then has its results, and not earlier", () => {
  const jobs = new JobQueue({
    ...DEFAULT_OPTIONS,
    jobDelaySeconds: { min: 2, max: 2 },
    rowMilliseconds: 80,
    rowJitter: 0,
  });
  const job = jobs.accept(work("a", 100), endpoint, 0);
  const shown = [1000, 6000, 10_000].map((nowMs) => {
    jobs.advance(nowMs);
    return jobStatus(job, nowMs, origin);
  });
  expect(shown).toMatchObject([
    { status: "queued", progress: null, message: null, results: null },
    { status: "working", progress: 50, message: "Creating User #50", results: null },
    { status: "completed", progress: 100, message: "Completed at 1970-01-01 00:00:10 +0000" },
  ]);
  expect(shown[2]?.["results"]).toHaveLength(100);
});

test("only as many jobs are worked on at a time as there are workers", () => {
  const options = { workers: 1, jobDelaySeconds: { min: 0, max: 0 }, rowMilliseconds: 1000, rowJitter: 0 };
  const jobs = new JobQueue({ ...DEFAULT_OPTIONS, ...options });
  expect([jobs.accept(work("a"), endpoint, 0), jobs.accept(work("b"), endpoint, 0)].map((job) => job.finishAt)).toEqual(
    [1000, 2000],
  );
});

test("the 31st job in flight is refused with the ids of the others, and accepted when one has ended", () => {
  const jobs = new JobQueue({ ...DEFAULT_OPTIONS, jobDelaySeconds: { min: 1, max: 1 }, rowMilliseconds: 0 });
  const ids = Array.from({ length: 30 }, () => jobs.accept(work("a"), endpoint, 0).id);
  expect(() => jobs.accept(work("b"), endpoint, 0)).toThrow(
    expect.objectContaining({
      status: 429,
      body: expect.objectContaining({ error: "TooManyJobs", current_job_ids: ids }),
    }),
  );
  jobs.advance(1000);
  expect(jobs.accept(work("b"), endpoint, 1000).id).toHaveLength(32);
});

test.each([
  ["in-flight", 0],
  ["calls-per-minute", 1],
] as const)(
  "with the job limit read as %s, a job that has ended counts %i until the minute is over",
  (reading, taken) => {
    const options = { ...DEFAULT_OPTIONS, ...UNTHROTTLED, jobsInFlight: 2, jobLimitReading: reading };
    const jobs = new JobQueue(options);
    jobs.accept(work("a"), endpoint, 0);
    jobs.advance(0);
    expect(jobs.freeSlots(endpoint, 0)).toBe(2 - taken);
    expect(jobs.freeSlots(endpoint, 60_000)).toBe(2);
  },
);

test("calls are limited per endpoint, and each answer says how many are left and when the count resets", () => {
  const options = { ...DEFAULT_OPTIONS, ...UNTHROTTLED, jobsInFlight: 2, jobLimitReading: "calls-per-minute" } as const;
  const jobs = new JobQueue(options);
  const header = (nowMs: number) => jobs.limitHeader(endpoint, nowMs)["zendesk-ratelimit-inflight-jobs"];
  jobs.accept(work("a"), endpoint, 0);
  expect(header(0)).toBe("total=2; remaining=1; resets=60");
  jobs.accept(work("b"), endpoint, 45_000);
  expect(header(45_500)).toBe("total=2; remaining=0; resets=15");
  expect(() => jobs.accept(work("c"), endpoint, 59_999)).toThrow(
    expect.objectContaining({
      status: 429,
      body: expect.objectContaining({ error: "TooManyJobs" }),
      headers: { "zendesk-ratelimit-inflight-jobs": "total=2; remaining=0; resets=1" },
    }),
  );
  expect(jobs.freeSlots("PUT /api/v2/users/update_many", 59_999)).toBe(2);
  jobs.accept(work("c"), endpoint, 60_000);
  expect(header(60_000)).toBe("total=2; remaining=1; resets=60");
});

test("jobs are listed by their ends, newest first, and those that have not ended last", () => {
  const jobs = new JobQueue({ ...DEFAULT_OPTIONS, ...UNTHROTTLED });
  const ended = (name: string, workMs: number) => jobs.accept(work(name), endpoint, 0, () => ({ workMs }));
  const accepted = [ended("slow", 2000), ended("quick", 1000), ended("running", 9000), ended("later", 9000)];
  jobs.advance(3000);
  const [slow, quick, running, later] = accepted;
  expect(jobs.listed()).toEqual([slow, quick, later, running]);
});

test("ids come in both of Zendesk's forms", () => {
  const jobs = new JobQueue({ ...DEFAULT_OPTIONS, ...UNTHROTTLED });
  const ids = [jobs.accept(work("a"), endpoint, 0), jobs.accept(work("b"), endpoint, 0)].map((job) => job.id);
  expect(ids).toEqual([expect.stringMatching(/^[\da-f]{32}$/), expect.stringMatching(/^V3-[\da-f]{32}$/)]);
});

test("old jobs are forgotten, but not their counts, nor the jobs in flight", () => {
  const jobs = new JobQueue({ ...DEFAULT_OPTIONS, ...UNTHROTTLED, jobsKept: 2 });
  const first = jobs.accept(work("a"), endpoint, 0);
  jobs.advance(0);
  const later = Array.from({ length: 3 }, () => jobs.accept(work("b"), endpoint, 0));
  expect(jobs.find(first.id)).toBeUndefined();
  expect(later.every((job) => jobs.find(job.id) === job)).toBe(true);
  expect(jobs.records).toMatchObject([{ id: first.id, total: 1, failedRows: 0 }]);
});
