import { afterEach, expect, test } from "vitest";
import { connectionReset } from "./wire.ts";
import { type StartedSimulator, startSimulator, type StartOptions } from "./start-simulator.ts";
import { unthrottled } from "./options.ts";

let running: StartedSimulator | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function started(options: StartOptions = {}) {
  running = await startSimulator({ ...unthrottled, ...options });
  const { baseUrl, credentials } = running;
  const headers = { authorization: `Bearer ${credentials.access_token}`, "content-type": "application/json" };
  return (path: string, init: RequestInit = {}) => fetch(`${baseUrl}${path}`, { headers, ...init });
}

test("a bulk upsert over HTTP ends in the dump, and addresses in answers lead back to the server", async () => {
  const request = await started();
  const body = '{"users":[{"external_id":9007199254740993,"name":"Ünal"}]}';
  const accepted = await request("/api/v2/users/create_or_update_many.json", { method: "POST", body });
  const { job_status } = (await accepted.json()) as { job_status: { url: string; results: null } };
  expect(job_status.results).toBeNull();
  const poll = await request(new URL(job_status.url).pathname);
  expect(job_status.url.startsWith(running?.baseUrl ?? "?")).toBe(true);
  expect(await poll.json()).toMatchObject({ job_status: { status: "completed", results: [{ status: "Created" }] } });
  const dump = await (await request("/simulator/users")).text();
  expect(dump).toContain('"name":"Ünal"');
  expect(dump).toContain('"external_id":"9007199254740993"');
});

test("time is the clock that was passed in", async () => {
  let nowMs = 0;
  const request = await started({ now: () => nowMs, requestsPerMinute: 1 });
  await request("/api/v2/users/me");
  expect((await request("/api/v2/users/me")).status).toBe(429);
  nowMs = 60_000;
  expect((await request("/api/v2/users/me")).status).toBe(200);
});

test("a connection that a fault resets gives the client no answer", async () => {
  const request = await started({ faults: [{ before: () => connectionReset }] });
  await expect(request("/api/v2/users/me")).rejects.toThrow("fetch failed");
});
