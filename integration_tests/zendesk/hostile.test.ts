import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Fault, type FaultName, type FaultSetting, ZendeskSimulator, UNTHROTTLED } from "zendesk-simulator";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { credentialsFor } from "../../testing/connector/connector-config.ts";
import { startDecoyServer } from "../../testing/servers/decoy-server.ts";
import { type HostileSyncEnd, isWaiting, syncWithHostile } from "./hostile-sync.ts";
import { listenLocally } from "../../testing/servers/local-port.ts";
import { RequestRecorder } from "../../testing/account/request-recorder.ts";
import { simulatedAccount } from "../../testing/account/simulated-account.ts";
import { syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

/** A sync with an account that has this fault. It must not contact the decoy. */
async function hostileSync(fault: FaultSetting, until = isWaiting): Promise<HostileSyncEnd> {
  const decoy = await startDecoyServer();
  const account = await simulatedAccount({ ...UNTHROTTLED, faultSettings: [fault], redirectTarget: decoy.origin });
  const end = await syncWithHostile(account, { until });
  expect(decoy.visits()).toBe(0);
  return end;
}

test.each([
  ["/oauth/tokens", "ends"],
  ["/api/v2/users/me", "ends"],
  ["/api/v2/user_fields", "waits"],
  ["/api/v2/job_statuses.json", "waits"],
  ["/api/v2/users/create_or_update_many", "waits"],
])("a redirect of %s to another host is never followed: the sync %s", async (path, what) => {
  const { code, signal } = await hostileSync({ name: "redirect-other-host", path: `^${path}` });
  expect(signal ?? code).toBe(what === "ends" ? 1 : "SIGTERM");
});

describe("a server with huge answers uses little memory, and the sync waits for better ones", () => {
  test.each<[FaultName, path: string]>([
    ["huge-body", "^/oauth/tokens"],
    ["huge-body", "^/api/v2/job_statuses"],
    ["huge-header", "^/api/v2/users"],
    ["many-headers", "^/api/v2/users"],
  ])("%s at %s", async (name, path) => {
    const { signal } = await hostileSync({ name, path });
    expect(signal).toBe("SIGTERM");
  });

  test("a quarter of a gigabyte in 260 kB of gzip", async () => {
    const bomb = gzipSync(Buffer.alloc(2 ** 28));
    const server = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(bomb);
    });
    const account = await simulatedAccount();
    const baseUrl = `http://127.0.0.1:${await listenLocally(server)}`;
    const { signal } = await syncWithHostile({ ...account, baseUrl }, { until: isWaiting });
    expect(signal).toBe("SIGTERM");
  });
});

// How long the connector itself tolerates it is a matter of the transport: src/zendesk/http/http-transport.test.ts.
test("a server that answers one byte per second does not keep the connector from ending on a signal", async () => {
  const recorder = new RequestRecorder();
  const faultSettings = [{ name: "slow-loris", path: "^/api/v2/users" }] as const;
  const account = await simulatedAccount({ ...UNTHROTTLED, faults: [recorder], faultSettings });
  let isAsked = false;
  void recorder.next("/api/v2/users/me").then(() => (isAsked = true));
  const { signal } = await syncWithHostile(account, { until: () => isAsked });
  expect(signal).toBe("SIGTERM");
});

test.each<FaultName>([
  "off-origin-urls",
  "strange-request-id",
  "deep-json",
  "prototype-keys",
  "job-id-path",
  "job-id-ampersand",
])("answers with unexpected content change nothing: %s", async (name) => {
  const { code, output } = await hostileSync({ name });
  expect({ code, states: output.states.length }).toEqual({ code: 0, states: 1 });
});

test("a line break in the config's token does not become a header", async () => {
  const seen: string[] = [];
  const recorder: Fault = {
    before: ({ headers }) => {
      seen.push(...Object.keys(headers));
      return undefined;
    },
  };
  const account = await simulatedAccount({ ...UNTHROTTLED, faults: [recorder] });
  const { oauth2_access_token } = credentialsFor(account.credentials);
  const credentials = { ...oauth2_access_token, access_token: "abcdef\r\nx-forged: 1\r\n\r\nGET / HTTP/1.1" };
  const { code, output } = await syncWithHostile(account, { until: isWaiting, settings: { credentials } });
  expect({ code, type: output.errors[0]?.failure_type }).toEqual({ code: 1, type: "config_error" });
  expect(seen).not.toContain("x-forged");
});

test.each<FaultName>([
  "retry-after-date",
  "retry-after-past-date",
  "retry-after-negative",
  "retry-after-huge",
  "retry-after-text",
])("an odd Retry-After is waited for a second to an hour: %s", async (name) => {
  const fault = { name, path: "^/api/v2/users/create_or_update_many", nth: 1 };
  const simulator = new ZendeskSimulator({ ...UNTHROTTLED, faultSettings: [fault] });
  const input = [record({ external_id: "u1", name: "User" }), streamState(1)];
  const { code, output, tookMs } = await syncOnVirtualTime({ simulator, input, hangMs: 10_000 });
  expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 1 } });
  expect(tookMs).toBeGreaterThan(1000);
  expect(tookMs).toBeLessThan(61 * 60_000);
});
