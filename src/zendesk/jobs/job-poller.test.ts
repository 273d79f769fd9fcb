import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RateLimiter } from "../rate-limit/rate-limiter.ts";
import { scriptedApi } from "../test-support/scripted-api.ts";
import { clientWith } from "../test-support/scripted-client.ts";
import { JobPoller } from "./job-poller.ts";

const MINUTE_MS = 60_000;
const SILENT = { waiting: () => {}, waited: () => {}, rateLimited: () => {} };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each<[what: string, statusAt: (poll: number) => object, minutes: number]>([
  ["stays queued", () => ({ status: "queued", progress: null }), 30],
  ["goes back and forth", (poll) => ({ status: "working", progress: poll % 2 }), 30],
  ["progresses forever", (poll) => ({ status: "working", progress: poll }), 360],
])("a job that %s ends as gone, and its row as unknown", async (_what, statusAt, minutes) => {
  const { api, sent } = scriptedApi((url, number) =>
    url.pathname.endsWith("show_many.json")
      ? { job_statuses: [{ id: "1", ...statusAt(number) }] }
      : { job_status: { id: "1", status: "queued" } },
  );
  const startedAt = performance.now();
  const row = { external_id: "u1" };
  const job = api.jobs.run({
    method: "POST",
    path: "/api/v2/users/create_many.json",
    body: "{}",
    rows: [row],
    action: "create",
  });
  const ended = job.then((outcome) => ({ outcome, afterMs: performance.now() - startedAt }));
  await vi.advanceTimersByTimeAsync(7 * 60 * MINUTE_MS);
  const { afterMs, outcome } = await ended;
  expect(outcome).toMatchObject({ status: "gone", results: [{ kind: "unknown" }] });
  expect(Math.round(afterMs / MINUTE_MS)).toBe(minutes);
  // At most one poll every five seconds once the job turns out to be slow.
  expect(sent.length).toBeLessThan((minutes * MINUTE_MS) / 5000 + 100);
});

test("more jobs than fit in one request are polled with several", async () => {
  const jobs = Array.from({ length: 250 }, (_, index) => ({ id: `j${index}`, status: "working" }));
  const { api, sent } = scriptedApi((url) =>
    url.pathname.endsWith("show_many.json")
      ? { job_statuses: (url.searchParams.get("ids") ?? "").split(",").map((id) => ({ id, status: "completed" })) }
      : { job_statuses: jobs },
  );
  const ended = api.jobs.orphansEnded(new AbortController().signal);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  await ended;
  const lists = sent.slice(1).map(({ url }) => new URL(url).searchParams.get("ids")?.split(",").length);
  expect(lists).toEqual([100, 100, 50]);
});

test("a job that is followed at the moment at which the last one ends is polled too", async () => {
  const ends = ["first", "second"].map((id) => ({
    body: JSON.stringify({ job_statuses: [{ id, status: "completed" }] }),
  }));
  const { client } = clientWith(ends);
  const poller = new JobPoller(client, new RateLimiter(60, SILENT));
  const second = poller
    .follow({ id: "first", status: "queued" }, "POST /jobs")
    .then(() => poller.follow({ id: "second", status: "queued" }, "POST /jobs"));
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(await Promise.race([second, Promise.resolve("not polled")])).toMatchObject({
    id: "second",
    status: "completed",
  });
});
