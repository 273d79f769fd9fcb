import { afterEach, expect, test } from "vitest";
import { CONNECTION_RESET } from "./wire.ts";
import { type StartedSimulator, startSimulator, type StartOptions } from "./start-simulator.ts";
import { UNTHROTTLED } from "./options.ts";

let running: StartedSimulator | undefined;

afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function started(options: StartOptions = {}) {
  running = await startSimulator({ ...UNTHROTTLED, ...options });
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

const user = '{"users":[{"external_id":"a","name":"A"}]}';
const bulk = "/api/v2/users/create_or_update_many";

/** The code of the error under "fetch failed". */
async function failure(request: Promise<Response>): Promise<string> {
  try {
    await (await request).arrayBuffer();
    return "none";
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return cause?.code ?? String(error);
  }
}

test("after a refused connection the port stays closed for a moment, and then opens again", async () => {
  const faultSettings = [{ name: "connection-refused", nth: 2 }] as const;
  const request = await started({ faultSettings, refusedMs: 100 });
  expect((await request("/api/v2/users/me")).status).toBe(200);
  expect(await failure(request("/api/v2/users/me"))).toBe("ECONNRESET");
  const failures = new Set<string>();
  let last = "ECONNREFUSED";
  while (last !== "none") {
    last = await failure(request("/api/v2/users/me"));
    failures.add(last);
  }
  expect([...failures]).toEqual(["ECONNREFUSED", "none"]);
});

test("requests that arrive at once may all be refused", async () => {
  const request = await started({ faultSettings: [{ name: "connection-refused" }], refusedMs: 20 });
  const failures = await Promise.all(Array.from({ length: 20 }, () => failure(request("/api/v2/users/me"))));
  expect(new Set(failures).has("none")).toBe(false);
  let dump = "";
  while (dump === "") {
    dump = await request("/simulator/users").then(
      async (answer) => answer.text(),
      () => "",
    );
  }
  expect(dump).toContain("admin@example.com");
});

test("a simulator can be closed while connections are refused", async () => {
  const request = await started({ faultSettings: [{ name: "connection-refused" }], refusedMs: 1_000_000 });
  await failure(request("/api/v2/users/me"));
  await running?.close();
  expect(await failure(request("/api/v2/users/me"))).toBe("ECONNREFUSED");
});

test("a request without an answer hangs while others are answered, whether its work is done or not", async () => {
  const faultSettings = [
    { name: "no-answer", nth: 1 },
    { name: "no-answer-after-work", nth: 1, path: "users" },
  ] as const;
  const request = await started({ faultSettings });
  const silent = [request("/api/v2/user_fields"), request(bulk, { method: "POST", body: user })];
  let answered = 0;
  for (const promise of silent) promise.then(() => (answered += 1)).catch(() => {});
  let dump = "";
  while (!dump.includes('"external_id":"a"')) dump = await (await request("/simulator/users")).text();
  expect((await request("/api/v2/user_fields")).status).toBe(200);
  expect(answered).toBe(0);
  await running?.close();
  expect(await Promise.all(silent.map(failure))).toEqual(["UND_ERR_SOCKET", "UND_ERR_SOCKET"]);
});

test("a body that is cut off ends before the length that was announced", async () => {
  const request = await started({ faultSettings: [{ name: "truncated-body" }] });
  const answer = await request(bulk, { method: "POST", body: user });
  expect(answer.status).toBe(200);
  expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(100);
  await expect(answer.text()).rejects.toThrow("terminated");
  expect(await (await request("/simulator/users")).text()).toContain('"external_id":"a"');
});

test("a redirect is not followed for the client", async () => {
  const faultSettings = [{ name: "redirect-other-host" }] as const;
  const request = await started({ faultSettings, redirectTarget: "http://127.0.0.1:1" });
  const answer = await request("/api/v2/users/me", { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "http://127.0.0.1:1/api/v2/users/me"]);
});

test("a huge body is sent as fast as it is read, and a client may leave in the middle", async () => {
  const request = await started({ faultSettings: [{ name: "huge-body" }] });
  const whole = await request("/api/v2/users/me");
  let bytes = 0;
  for await (const piece of whole.body ?? []) bytes += piece.length;
  expect(bytes).toBeGreaterThan(64 * 1024 * 1024);
  const left = await request("/api/v2/users/me");
  await left.body?.cancel();
  expect((await request("/simulator/faults")).status).toBe(200);
});

test("a slow loris sends bytes without end, and a client may leave", async () => {
  const request = await started({ faultSettings: [{ name: "slow-loris" }] });
  const answer = await request("/api/v2/users/me");
  const reader = answer.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("{");
  await reader?.cancel();
  expect((await request("/simulator/faults")).status).toBe(200);
});

test.each(["huge-header", "many-headers"] as const)("%s is more than a client accepts", async (name) => {
  const request = await started({ faultSettings: [{ name }] });
  expect(await failure(request("/api/v2/users/me"))).toBe("UND_ERR_HEADERS_OVERFLOW");
});

test("odd characters of a request id arrive as they were sent", async () => {
  const request = await started({ faultSettings: [{ name: "strange-request-id" }] });
  expect((await request("/api/v2/users/me")).headers.get("x-request-id")).toContain("\t\u009B31m%0d%0aset-cookie");
});

test("a connection that a fault resets gives the client no answer", async () => {
  const request = await started({ faults: [{ before: () => CONNECTION_RESET }] });
  await expect(request("/api/v2/users/me")).rejects.toThrow("fetch failed");
});
