import { run } from "airbyte-cdk-typescript";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ZendeskDestination } from "../../src/destination.ts";
import { type HttpAnswer, type HttpTransport, NetworkError } from "../../src/zendesk/http/http-transport.ts";
import { USERS, catalog, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { DestinationOutput } from "airbyte-cdk-typescript/testing";
import { inProcessHost } from "../../testing/connector/in-process-host.ts";
import { untilDone } from "../../testing/connector/virtual-time.ts";

const SECRET = "s3cret-abcdef";
/** Minted by Zendesk during the sync. */
const NEW_TOKEN = "minted-t0ken-uvwxyz";
const PERSON = "ann.person@example.com";
const BASIC = Buffer.from(`admin@example.com/token:${SECRET}`).toString("base64");

const CREDENTIALS = {
  oauth2_client_credentials: { auth_type: "oauth2_client_credentials", client_id: "airbyte", client_secret: SECRET },
  oauth2_access_token: { auth_type: "oauth2_access_token", access_token: SECRET },
  api_token: { auth_type: "api_token", email: "admin@example.com", api_token: SECRET },
} as const;

/** An answer that repeats, wherever it can, what it was sent and whose address it knows. */
function indiscreet(status: number, code: string, authorization = ""): HttpAnswer {
  const repeated = `${SECRET} ${NEW_TOKEN} ${authorization} ${PERSON}`;
  return {
    status,
    headers: { "x-request-id": repeated, location: `https://evil.example/${repeated}`, "x-zendesk-api-warn": repeated },
    body: JSON.stringify({ error: code, description: repeated, details: { email: [{ description: repeated }] } }),
  };
}

type Outcome = (authorization: string | undefined) => HttpAnswer;

const answers =
  (status: number, code: string): Outcome =>
  (authorization) =>
    indiscreet(status, code, authorization);
const breaks =
  (code: string): Outcome =>
  () => {
    throw new NetworkError(code);
  };

const OUTCOMES: readonly (readonly [what: string, outcome: Outcome])[] = [
  ...[302, 400, 401, 403, 404, 407, 409, 418, 422, 429, 500, 503].map(
    (status) => [`${status}`, answers(status, "SomeCode")] as const,
  ),
  ["401 with a sentence as its code", answers(401, `Couldn't authenticate ${PERSON} ${SECRET}`)],
  ["403 with a secret as its code", answers(403, SECRET)],
  ["429 TooManyJobs", answers(429, "TooManyJobs")],
  ["404 InvalidEndpoint", answers(404, "InvalidEndpoint")],
  ["HTML", (authorization) => ({ ...indiscreet(200, "", authorization), body: `<html>${SECRET} ${PERSON}</html>` })],
  ["JSON of another shape", answers(200, "SomeCode")],
  ...["DEPTH_ZERO_SELF_SIGNED_CERT", "ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT", "ERR_PROXY_TUNNEL", "unknown"].map(
    (code) => [code, breaks(code)] as const,
  ),
];

/** Tokens are minted, and everything else has this outcome. */
function transportOf(outcome: Outcome): HttpTransport {
  return async ({ headers, url }) => {
    if (!url.endsWith("/oauth/tokens")) return outcome(headers["authorization"]);
    return { status: 200, headers: {}, body: JSON.stringify({ access_token: NEW_TOKEN, scope: "read write" }) };
  };
}

async function runCommand(
  command: "check" | "write",
  transport: HttpTransport,
  credentials: object,
): Promise<{ code: number; output: DestinationOutput }> {
  const config = { subdomain: "acme", credentials };
  const files = command === "write" ? { config, catalog: catalog(USERS) } : { config };
  const output = new DestinationOutput();
  const env = { LOG_LEVEL: "debug" };
  const input = [`${record({ external_id: "1", email: PERSON })}\n${streamState(1)}\n`];
  const running = run(
    new ZendeskDestination({ env, transport }),
    inProcessHost({ command, files, env, input, output }),
  );
  return { code: await untilDone(running), output };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(Object.entries(CREDENTIALS))("with %s", (_authType, credentials) => {
  describe.each(["check", "write"] as const)("%s says what to do, and prints no secret", (command) => {
    test.each(OUTCOMES)("after %s", async (_what, outcome) => {
      const { code, output } = await runCommand(command, transportOf(outcome), credentials);
      const messages = [
        ...output.messages.flatMap(({ connectionStatus }) => connectionStatus?.message ?? []),
        ...output.errors.map(({ message }) => message),
      ];
      expect({ code, states: output.states }).toEqual({ code: command === "check" ? 0 : 1, states: [] });
      expect(messages).toEqual([expect.stringMatching(/ 1\. \S.* If that does not help: \S/)]);
      const printed = output.lines.join("\n");
      for (const secret of [SECRET, NEW_TOKEN, BASIC, PERSON]) expect(printed).not.toContain(secret);
    });
  });
});
