import { writeFileSync } from "node:fs";
import { type RequestListener, createServer } from "node:http";
import path from "node:path";
import { expect, test } from "vitest";
import { UNTHROTTLED } from "zendesk-simulator";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { connectProxy } from "../../testing/servers/connect-proxy.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { runConnector } from "../../testing/connector/connector-process.ts";
import { listenLocally } from "../../testing/servers/local-port.ts";
import { simulatedAccount, usersOf, write } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { tlsServerBefore } from "../../testing/servers/tls-server.ts";

const SECRET = "code-of-the-server";

/** A server at the address that the config gives for S3, and the requests that it got. */
async function server(answer: RequestListener) {
  const requests: string[] = [];
  const listening = createServer((request, response) => {
    requests.push(`${request.method} ${new URL(request.url ?? "/", "http://s3").pathname}`);
    request.resume().once("end", () => answer(request, response));
  });
  const port = await listenLocally(listening);
  const object_storage_config = {
    storage_type: "S3",
    access_key_id: "key",
    secret_access_key: "secret",
    s3_bucket_name: "acme",
    s3_bucket_region: "us-east-1",
    s3_endpoint: `http://127.0.0.1:${port}`,
    bucket_path: "rejected",
  };
  return { port, requests, settings: { object_storage_config } };
}

const isProbe = (request: { readonly url?: string | undefined }): boolean =>
  request.url?.includes("_check_test_") ?? false;

const PIECE = Buffer.alloc(64 * 1024, "<a>");

const STORED: RequestListener = (request, response) => {
  response.writeHead(request.method === "DELETE" ? 204 : 200, { etag: '"1"' }).end();
};

const INPUT = [record({ name: "No key" }), record({ external_id: "u1", name: "User" }), streamState(1)];

function refused(status: number, code: string): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/xml" });
    response.end(`<Error><Code>${code}</Code><Message>${SECRET}</Message></Error>`);
  };
}

test.each<[what: string, answer: RequestListener, type: string, most: number]>([
  ["names that are always taken (412)", refused(412, "PreconditionFailed"), "transient_error", 8],
  ["writes that are always under way (409)", refused(409, "ConditionalRequestConflict"), "transient_error", 64],
  ["no ETag", (_request, response) => response.writeHead(200).end(), "config_error", 1],
  ["a code that is a text", refused(403, SECRET), "config_error", 1],
])("%s: the sync ends after a bounded number of requests, and its state is held", async (_what, answer, type, most) => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { requests, settings } = await server((request, response) =>
    (isProbe(request) ? STORED : answer)(request, response),
  );
  const { code, output, stderr } = await write(account, INPUT, { settings });
  expect({ code, stderr, states: output.states, types: output.errors.map((each) => each.failure_type) }).toEqual({
    code: 1,
    stderr: "",
    states: [],
    types: [type],
  });
  const puts = requests.filter((each) => each.startsWith("PUT") && !each.includes("_check_test_"));
  expect(puts.length).toBeGreaterThan(0);
  expect(puts.length).toBeLessThanOrEqual(most);
  expect(output.lines.join("\n")).not.toContain(SECRET);
});

test.each([403, 200])("an endless answer (%i) is cut off, and the sync ends", async (status) => {
  const account = await simulatedAccount(UNTHROTTLED);
  const sent = { bytes: 0 };
  const { settings } = await server((_request, response) => {
    response.writeHead(status, { "content-type": "application/xml", etag: '"1"' });
    const more = (): void => {
      sent.bytes += PIECE.length;
      response.write(PIECE, () => !response.destroyed && more());
    };
    more();
  });
  const { code, output } = await write(account, INPUT, { settings });
  expect({ code, states: output.states, errors: output.errors.length }).toEqual({ code: 1, states: [], errors: 1 });
  // Per attempt. More is on its way when the connector hangs up than it reads.
  expect(sent.bytes).toBeLessThan(200 * 1024 * 1024);
});

test("a bucket that cannot be written to ends a sync before anything is written to Zendesk", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { requests, settings } = await server(refused(403, "AccessDenied"));
  const { code, output } = await write(account, INPUT, { settings });
  expect({ code, states: output.states, users: usersOf(account.simulator) }).toEqual({
    code: 1,
    states: [],
    users: [],
  });
  expect(output.errors).toMatchObject([{ failure_type: "config_error" }]);
  expect(requests).toEqual([expect.stringMatching(/^PUT \/acme\/rejected\/_check_test_/)]);
});

test("an access key that may only write is enough for a sync", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { requests, settings } = await server((request, response) =>
    (request.method === "DELETE" ? refused(403, "AccessDenied") : STORED)(request, response),
  );
  const { code, output } = await write(account, INPUT, { settings });
  expect({ code, states: output.states.length }).toEqual({ code: 0, states: 1 });
  expect(requests.at(-1)).toMatch(/^PUT \/acme\/rejected\/1\/users\//);
});

test.each<[noProxy: string, status: string, tunnels: readonly string[]]>([
  ["", "SUCCEEDED", ["CONNECT s3.acme.test:443"]],
  ["acme.test", "FAILED", []],
])("S3 is reached through HTTPS_PROXY, unless NO_PROXY exempts it: %j", async (noProxy, status, tunnels) => {
  const account = await simulatedAccount(UNTHROTTLED);
  const key: { written?: string } = {};
  const { port, settings } = await server((request, response) => {
    if (request.method === "PUT") key.written = request.url?.replace(/^\/acme\/|\?.*/g, "") ?? "";
    if (request.method === "GET") {
      response.end(`<ListBucketResult><Contents><Key>${key.written}</Key></Contents></ListBucketResult>`);
    } else {
      STORED(request, response);
    }
  });
  const secure = await tlsServerBefore(port, "s3.acme.test");
  const proxy = await connectProxy(secure.port);
  const authority = path.join(temporaryFolder(), "authority.pem");
  writeFileSync(authority, secure.authority);
  const object_storage_config = { ...settings.object_storage_config, s3_endpoint: "https://s3.acme.test" };
  const { output } = await runConnector("check", {
    config: configFor(account.credentials, { object_storage_config }),
    env: {
      ZENDESK_BASE_URL: account.baseUrl,
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NO_PROXY: noProxy,
      NODE_EXTRA_CA_CERTS: authority,
    },
  });
  expect(output.messages.at(-1)?.connectionStatus).toMatchObject({ status });
  expect([...new Set(proxy.requests.map(({ line }) => line))]).toEqual(tunnels);
});

test("a check of a server that never answers ends by itself", async () => {
  const account = await simulatedAccount(UNTHROTTLED);
  const { settings } = await server(() => {});
  const { code, output } = await runConnector("check", {
    config: configFor(account.credentials, settings),
    env: { ZENDESK_BASE_URL: account.baseUrl },
  });
  expect({ code, status: output.messages.at(-1)?.connectionStatus }).toMatchObject({
    code: 0,
    status: { status: "FAILED", message: expect.stringContaining("ETIMEDOUT") as string },
  });
});
