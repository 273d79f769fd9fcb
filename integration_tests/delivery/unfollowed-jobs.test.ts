import { type Fault, type FaultSetting, ZendeskSimulator } from "zendesk-simulator";
import { expect, test } from "vitest";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { credentialsFor } from "../../testing/connector/connector-config.ts";
import { usersOf } from "../../testing/account/simulated-account.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

const MINUTE_MS = 60_000;
const BULK = "/api/v2/users/create_or_update_many";

/** Leaves a job behind, as a killed sync does: one user, with old values. */
function leaveJob(simulator: ZendeskSimulator, external_id = "u1", at = VIRTUAL_START): void {
  const { email, api_token } = credentialsFor(simulator.account.credentials.credentials).api_token;
  const authorization = `Basic ${Buffer.from(`${email}/token:${api_token}`).toString("base64")}`;
  const body = JSON.stringify({ users: [{ external_id, name: "Old" }] });
  simulator.handle({ method: "POST", path: BULK, headers: { authorization }, body }, at);
}

/** An account whose jobs wait for this many minutes. One of them is already there. */
function accountWithJob(minutes: number, faultSettings: readonly FaultSetting[] = []): ZendeskSimulator {
  const jobDelaySeconds = { min: minutes * 60, max: minutes * 60 };
  const simulator = new ZendeskSimulator({ workers: 100, jobDelaySeconds, faultSettings });
  leaveJob(simulator);
  return simulator;
}

test.each<[string, readonly FaultSetting[]]>([
  ["a job", []],
  ["a job that cannot be polled by its id", [{ name: "job-id-comma", nth: 1 }]],
])("%s left behind by an earlier sync is waited for, so newer values stay", async (_what, faults) => {
  const simulator = accountWithJob(3, faults);
  const input = [record({ external_id: "u1", name: "New" }), streamState(1)];
  const { code, endedAt, output } = await syncOnVirtualTime({ simulator, input });
  expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { updated: 1 } });
  expect(usersOf(simulator, endedAt + 60 * MINUTE_MS).map(({ name }) => name)).toEqual(["New"]);
  const [left, own] = simulator.account.jobs.records;
  expect(own?.acceptedAt).toBeGreaterThan(left?.finishAt ?? Infinity);
});

test("the sync waits 10 minutes for a job that others left behind, then continues with a warning", async () => {
  const simulator = accountWithJob(11);
  const input = [record({ external_id: "u2", name: "New" }), streamState(1)];
  const { code, output } = await syncOnVirtualTime({ simulator, input });
  const [, own] = simulator.account.jobs.records;
  expect({ code, acceptedAfterMs: (own?.acceptedAt ?? 0) - VIRTUAL_START }).toMatchObject({ code: 0 });
  expect((own?.acceptedAt ?? 0) - VIRTUAL_START).toBeGreaterThanOrEqual(10 * MINUTE_MS);
  expect((own?.acceptedAt ?? 0) - VIRTUAL_START).toBeLessThan(11 * MINUTE_MS);
  expect(output.warnings).toEqual(
    expect.arrayContaining([expect.stringMatching(/^After 10 minutes, 1 bulk job .* is still running in Zendesk/)]),
  );
});

test("a job whose acceptance was lost has ended before its records are sent again", async () => {
  let isLost = false;
  const lostAnswer: Fault = {
    after: ({ path }) => {
      if (isLost || !path.startsWith(BULK)) return undefined;
      isLost = true;
      return "connection_reset";
    },
  };
  const simulator = new ZendeskSimulator({ workers: 100, jobDelaySeconds: { min: 5, max: 60 }, faults: [lostAnswer] });
  const input = [record({ external_id: "u1", name: "Somebody" }), streamState(1)];
  const { code } = await syncOnVirtualTime({ simulator, input });
  const [lost, own] = simulator.account.jobs.records;
  expect(code).toBe(0);
  expect(own?.acceptedAt).toBeGreaterThan(lost?.finishAt ?? Infinity);
});

test("the sync waits for a running job even if 100 newer, ended jobs are listed before it", async () => {
  const simulator = new ZendeskSimulator({ faultSettings: [{ name: "job-slow-drip", nth: 1 }] });
  leaveJob(simulator, "u1", VIRTUAL_START - 6 * MINUTE_MS);
  for (let job = 1; job <= 100; job++) leaveJob(simulator, `u1-${job}`, VIRTUAL_START - 5 * MINUTE_MS + job * 1000);
  const input = [record({ external_id: "u1", name: "New" }), streamState(1)];
  const { code } = await syncOnVirtualTime({ simulator, input });
  // In the order in which they ended.
  const [own, left] = simulator.account.jobs.records.toReversed();
  expect({ code, leftAt: left?.acceptedAt }).toEqual({ code: 0, leftAt: VIRTUAL_START - 6 * MINUTE_MS });
  expect(own?.acceptedAt).toBeGreaterThan(left?.finishAt ?? Infinity);
});

test("a job that polls do not find, but the list shows, has ended before its records are sent again", async () => {
  const jobDelaySeconds = { min: 180, max: 180 };
  const faultSettings: FaultSetting[] = [{ name: "job-gone-applied", nth: 1 }];
  const simulator = new ZendeskSimulator({ workers: 100, jobDelaySeconds, faultSettings });
  const input = [record({ external_id: "u1", name: "Somebody" }), streamState(1)];
  const { code } = await syncOnVirtualTime({ simulator, input });
  const [lost, own] = simulator.account.jobs.records;
  expect(code).toBe(0);
  expect(own?.acceptedAt).toBeGreaterThan(lost?.finishAt ?? Infinity);
});

const forbiddenList: Fault = {
  before: ({ method, path }) =>
    method === "GET" && /^\/api\/v2\/job_statuses(?:\.json)?\?/.test(path)
      ? { status: 403, headers: {}, body: '{"error":"Forbidden"}' }
      : undefined,
};

test("a sync that may not list running jobs says so once, and continues", async () => {
  const simulator = new ZendeskSimulator({
    faults: [forbiddenList],
    faultSettings: [{ name: "results-null", nth: 1 }],
  });
  const input = [record({ external_id: "u1", name: "Somebody" }), streamState(1)];
  const { code, output } = await syncOnVirtualTime({ simulator, input });
  const warned = output.warnings.filter((warning) => warning.includes("may not list the bulk jobs"));
  expect({ code, written: output.counts.written, warned: warned.length }).toEqual({ code: 0, written: 1, warned: 1 });
});

test("a sync says so if the account has more jobs than it reads", async () => {
  const simulator = new ZendeskSimulator({ jobsKept: 1000 });
  for (let job = 0; job <= 500; job++) leaveJob(simulator, `u-${job}`, VIRTUAL_START - (600 - job) * MINUTE_MS);
  const input = [record({ external_id: "u1", name: "Somebody" }), streamState(1)];
  const { code, output } = await syncOnVirtualTime({ simulator, input });
  const warned = output.warnings.filter((warning) => warning.includes("too many bulk jobs today to check all of them"));
  expect({ code, warned: warned.length }).toEqual({ code: 0, warned: 1 });
});
