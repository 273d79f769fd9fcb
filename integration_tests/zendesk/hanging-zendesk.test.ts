import { run } from "airbyte-cdk-typescript";
import { type SimulatorOptions, ZendeskSimulator } from "zendesk-simulator";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ZendeskDestination } from "../../src/destination.ts";
import { type HttpTransport, NetworkError } from "../../src/zendesk/http/http-transport.ts";
import { configFor } from "../../testing/connector/connector-config.ts";
import { DestinationOutput } from "airbyte-cdk-typescript/testing";
import { inProcessHost } from "../../testing/connector/in-process-host.ts";
import { untilDone } from "../../testing/connector/virtual-time.ts";

const USUAL_TIMEOUT_MS = 60_000;
const LONGEST_COMMAND_MS = 25_000;

/** A Zendesk that accepts requests below `hanging` and never answers them. */
function transportTo(simulator: ZendeskSimulator, hanging: string | undefined): HttpTransport {
  return async ({ method, url, headers, body, timeoutMs = USUAL_TIMEOUT_MS }) => {
    const { pathname, search } = new URL(url);
    if (hanging !== undefined && pathname.startsWith(hanging)) {
      await new Promise((resolve) => {
        setTimeout(resolve, timeoutMs);
      });
      throw new NetworkError("ETIMEDOUT");
    }
    const outcome = simulator.handle({ method, path: pathname + search, headers, body }, Date.now());
    if (typeof outcome === "string") throw new NetworkError("ECONNRESET");
    return { status: outcome.status, headers: outcome.headers, body: outcome.body };
  };
}

/** The command's final message, and how long it took on virtual time. */
async function runBriefly(
  command: "check" | "discover",
  { hanging, ...options }: Partial<SimulatorOptions> & { readonly hanging?: string },
): Promise<{ message: string; tookMs: number }> {
  const simulator = new ZendeskSimulator(options);
  const files = { config: configFor(simulator.account.credentials.credentials) };
  const output = new DestinationOutput();
  const startedAt = performance.now();
  const host = inProcessHost({ command, files, env: {}, input: [], output });
  await untilDone(run(new ZendeskDestination({ env: {}, transport: transportTo(simulator, hanging) }), host));
  const status = output.messages.flatMap(({ connectionStatus }) => connectionStatus?.message ?? []);
  const message = [...status, ...output.errors.map((error) => error.message)].join("");
  return { message, tookMs: performance.now() - startedAt };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe.each(["check", "discover"] as const)("%s ends within 25 seconds, and says what it waited for,", (command) => {
  test.each([
    ["Zendesk accepts and never answers", "/api/", "GET /api/v2/users/me.json"],
    ["the token endpoint accepts and never answers", "/oauth/", "POST /oauth/tokens"],
  ])("when %s", async (_what, hanging, request) => {
    const { message, tookMs } = await runBriefly(command, { hanging });
    expect(message).toMatch(/ETIMEDOUT/);
    expect(message).toContain(request);
    expect(tookMs).toBeLessThan(LONGEST_COMMAND_MS);
  });

  test("when the account's minute is used up", async () => {
    const others: Partial<SimulatorOptions> = {
      faults: [
        {
          meanwhile: ({ rateWindow }, _request, { nowMs }) => {
            rateWindow.takeByOthers(1, nowMs);
            return true;
          },
        },
      ],
    };
    const { message, tookMs } = await runBriefly(command, others);
    expect(message).toMatch(
      /account's Zendesk rate limit, which all integrations share, is used up.*GET \/api\/v2\/users\/me\.json/,
    );
    expect(tookMs).toBeLessThan(LONGEST_COMMAND_MS);
  });
});

test("discover says which list it waited for when Zendesk stops answering after the sign-in", async () => {
  const { message, tookMs } = await runBriefly("discover", { hanging: "/api/v2/user_fields" });
  expect(message).toContain("GET /api/v2/user_fields.json");
  expect(tookMs).toBeLessThan(LONGEST_COMMAND_MS);
});
