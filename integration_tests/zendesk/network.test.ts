import { writeFileSync } from "node:fs";
import path from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { inspect } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import type { StartedSimulator } from "zendesk-simulator";
import { createAxiosTransport } from "../../src/zendesk/http/http-transport.ts";
import { USERS, catalog, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { connectProxy } from "../../testing/servers/connect-proxy.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { runConnector } from "../../testing/connector/connector-process.ts";
import { simulatedAccount, usersOf } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";
import { tlsServerBefore } from "../../testing/servers/tls-server.ts";

const quickJobs = { jobDelaySeconds: { min: 0, max: 0.1 }, rowMilliseconds: 0 };
const input = [record({ external_id: "u1", name: "User" }), streamState(1)];

function portOf({ baseUrl }: StartedSimulator): number {
  return Number(new URL(baseUrl).port);
}

/** A file with the authority's certificate, as in `NODE_EXTRA_CA_CERTS`. */
function certificateFile(authority: string): string {
  const file = path.join(temporaryFolder(), "authority.pem");
  writeFileSync(file, authority);
  return file;
}

describe("the connector's process", () => {
  test("trusts only the authorities that NODE_EXTRA_CA_CERTS adds", async () => {
    const account = await simulatedAccount(quickJobs);
    const { port, authority } = await tlsServerBefore(portOf(account), "127.0.0.1");
    // The proxy would be a port that nothing listens on. This machine is reached without a proxy.
    const env = { ZENDESK_BASE_URL: `https://127.0.0.1:${port}`, HTTPS_PROXY: "http://127.0.0.1:9" };
    const files = { config: configFor(account.credentials), catalog: catalog(USERS), env };

    const trusting = { ...files, env: { ...env, NODE_EXTRA_CA_CERTS: certificateFile(authority) } };
    const { code, output } = await runConnector("write", trusting, input);
    expect({ code, errors: output.errors, counts: output.counts.created }).toEqual({ code: 0, errors: [], counts: 1 });

    const { output: distrusting } = await runConnector("check", files);
    expect(distrusting.messages.at(-1)?.connectionStatus).toMatchObject({
      status: "FAILED",
      message: expect.stringMatching(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET/) as string,
    });
  });

  test("reaches Zendesk through the tunnel of HTTPS_PROXY, which sees no credentials of Zendesk's", async () => {
    const account = await simulatedAccount(quickJobs);
    const host = `${account.credentials.subdomain}.zendesk.com`;
    const { port, authority } = await tlsServerBefore(portOf(account), host);
    const proxy = await connectProxy(port);
    const env = {
      HTTPS_PROXY: `http://porter:pass%40word-of-the-proxy@127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: certificateFile(authority),
    };
    const files = { config: configFor(account.credentials), catalog: catalog(USERS), env };
    const { code, output, stderr } = await runConnector("write", files, input);
    expect({ code, errors: output.errors, counts: output.counts.created }).toEqual({ code: 0, errors: [], counts: 1 });
    expect(usersOf(account.simulator)).toHaveLength(1);
    expect(new Set(proxy.requests.map(({ line }) => line))).toEqual(new Set([`CONNECT ${host}:443`]));
    for (const { headers } of proxy.requests) {
      expect(headers).not.toHaveProperty("authorization");
      expect(headers["proxy-authorization"]).toBe(`Basic ${btoa("porter:pass@word-of-the-proxy")}`);
    }
    expect([...output.lines, stderr].join("\n")).not.toMatch(/word-of-the-proxy/);
  });
});

test("check reports at once that the proxy asks for credentials", async () => {
  const account = await simulatedAccount();
  const proxy = await connectProxy(portOf(account), 407);
  const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
  const { output } = await runConnector("check", { config: configFor(account.credentials), env });
  expect(output.messages.at(-1)?.connectionStatus).toMatchObject({
    status: "FAILED",
    message: expect.stringMatching(/^The proxy asks for credentials \(407\)\./) as string,
  });
  expect(proxy.requests).toHaveLength(1);
});

describe("the transport behind a proxy", () => {
  async function proxied({
    except = () => "",
    status = 200,
  }: { except?: (port: number) => string; status?: number } = {}) {
    const account = await simulatedAccount();
    const { port, authority } = await tlsServerBefore(portOf(account), "acme.zendesk.test", "127.0.0.1");
    const trusted = getCACertificates("default");
    setDefaultCACertificates([...trusted, authority]);
    onTestFinished(() => {
      setDefaultCACertificates(trusted);
    });
    const proxy = await connectProxy(port, status);
    const url = `http://porter:word-of-the-proxy@127.0.0.1:${proxy.port}`;
    const send = createAxiosTransport({ url, except: except(port) });
    const ask = (host: string) =>
      send({
        method: "GET",
        url: `https://${host}:${port}/api/v2/users/me.json`,
        headers: { authorization: `Bearer ${account.credentials.access_token}` },
      });
    return { ask, port, proxy };
  }

  test("connects only to Zendesk, many times through one tunnel", async () => {
    const { ask, port, proxy } = await proxied();
    for (let n = 0; n < 3; n++) {
      expect(await ask("acme.zendesk.test")).toMatchObject({ status: 200, body: expect.stringContaining('"role"') });
    }
    expect(proxy.requests.map(({ line }) => line)).toEqual([`CONNECT acme.zendesk.test:${port}`]);
    expect(proxy.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  test("reports a proxy's refusal without its password", async () => {
    const { ask } = await proxied({ status: 407 });
    const error = await ask("acme.zendesk.test").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "NetworkError", code: "ERR_PROXY_SIGN_IN" });
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain("word-of-the-proxy");
  });

  test.each<[what: string, host: string, except: (port: number) => string, outcome: object]>([
    ["a host of NO_PROXY", "acme.zendesk.test", () => "x.test,.zendesk.test", { code: "ENOTFOUND" }],
    ["a host below a name of NO_PROXY", "acme.zendesk.test", () => "zendesk.test", { code: "ENOTFOUND" }],
    ["a host and port of NO_PROXY", "acme.zendesk.test", (port) => `acme.zendesk.test:${port}`, { code: "ENOTFOUND" }],
    ["every host, when NO_PROXY is a star", "acme.zendesk.test", () => "*", { code: "ENOTFOUND" }],
    ["this machine", "127.0.0.1", () => "", { status: 200 }],
  ])("bypasses it for %s", async (_what, host, except, outcome) => {
    const { ask, proxy } = await proxied({ except });
    // Only the proxy knows the name.
    expect(await ask(host).catch((error: unknown) => error)).toMatchObject(outcome);
    expect(proxy.requests).toEqual([]);
  });
});
