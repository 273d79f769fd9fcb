import { type Fault, ZendeskSimulator } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { credentialsFor } from "../../testing/connector/connector-config.ts";
import { requestsTo, simulatedAccount, usersOf, write } from "../../testing/account/simulated-account.ts";
import { VIRTUAL_START, syncOnVirtualTime } from "../../testing/connector/virtual-time.ts";

const AUTH_TYPES = ["oauth2_client_credentials", "api_token", "oauth2_access_token"] as const;
const HOUR_MS = 3_600_000;

const users = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, index) => record({ external_id: `u${from + index}`, name: `User ${index}` }));

test.each(AUTH_TYPES)("users are written with %s", async (authType) => {
  const account = await simulatedAccount({ jobDelaySeconds: { min: 0, max: 0.1 }, rowMilliseconds: 0 });
  const settings = { credentials: credentialsFor(account.credentials)[authType] };
  const { code, output } = await write(account, [...users(3), streamState(1)], { settings });
  expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 3 } });
  expect(usersOf(account.simulator)).toHaveLength(3);
});

test("an OAuth token is renewed before it expires in the middle of a sync", async () => {
  const refusals: number[] = [];
  const simulator = new ZendeskSimulator({ faults: [countingRefusals(refusals)] });
  async function* slowSource(): AsyncGenerator<string> {
    for (const hour of [0, 1, 2, 3, 4, 5]) {
      yield* users(150, hour * 150);
      yield streamState(hour);
      await new Promise((resolve) => {
        setTimeout(resolve, HOUR_MS);
      });
    }
  }
  const { code, output, endedAt } = await syncOnVirtualTime({ simulator, input: slowSource() });
  expect({ code, counts: output.counts }).toMatchObject({ code: 0, counts: { created: 900, rejected: 0 } });
  // Six hours with tokens that last two: one is minted at the start, and whenever 80 % of a lifetime are over.
  expect(requestsTo(simulator, endedAt)["POST /oauth/tokens"]).toBeGreaterThanOrEqual(3);
  expect(refusals).toEqual([]);
});

test("an OAuth token that is revoked in the middle of a sync is replaced once, and nothing is lost", async () => {
  const simulator = new ZendeskSimulator({ faults: [revokedOnce("/api/v2/users/create_or_update_many", 2)] });
  const { code, output, endedAt } = await syncOnVirtualTime({ simulator, input: [...users(500), streamState(1)] });
  expect({ code, counts: output.counts, errors: output.errors }).toMatchObject({
    code: 0,
    counts: { created: 500, rejected: 0 },
    errors: [],
  });
  expect(requestsTo(simulator, endedAt)["POST /oauth/tokens"]).toBe(2);
});

test("a token endpoint that fails in several ways is waited out after the token has expired", async () => {
  const failures = [
    "rate-limited",
    "unavailable",
    "connection-reset",
    "html-page",
    "cut-json",
    "redirect-other-host",
  ] as const;
  const afterSignIn = VIRTUAL_START + 2000;
  const simulator = new ZendeskSimulator({
    faultSettings: [
      { name: "token-expired", nth: 1, fromMs: afterSignIn },
      ...failures.map((name) => ({ name, nth: 1, path: "/oauth/tokens", fromMs: afterSignIn })),
    ],
  });
  const { code, output, endedAt } = await syncOnVirtualTime({ simulator, input: [...users(1000), streamState(1)] });
  expect({ code, errors: output.errors }).toEqual({ code: 0, errors: [] });
  expect(output.counts).toMatchObject({ created: 1000, rejected: 0 });
  expect(requestsTo(simulator, endedAt)["POST /oauth/tokens"]).toBe(1 + failures.length + 1);
});

describe("wrong credentials", () => {
  test.each<[authType: (typeof AUTH_TYPES)[number], secret: string, words: RegExp]>([
    ["api_token", "api_token", /"api_token"/],
    ["oauth2_access_token", "access_token", /"credentials\.access_token"/],
    ["oauth2_client_credentials", "client_secret", /"credentials\.client_secret"/],
  ])("end write with one config_error that names the field (%s)", async (authType, secret, words) => {
    const account = await simulatedAccount();
    const credentials = { ...credentialsFor(account.credentials)[authType], [secret]: "wrong-on-purpose" };
    const { code, output, stderr } = await write(account, [...users(3), streamState(1)], { settings: { credentials } });
    expect({ code, stderr, states: output.states }).toEqual({ code: 1, stderr: "", states: [] });
    expect(output.errors).toEqual([
      expect.objectContaining({ failure_type: "config_error", message: expect.stringMatching(words) as string }),
    ]);
    expect(output.lines.join("\n")).not.toContain("wrong-on-purpose");
    expect(usersOf(account.simulator)).toEqual([]);
  });

  test("that stop working in the middle of a sync end it in the same way", async () => {
    const simulator = new ZendeskSimulator({ faults: [revokedOnce("/api/v2/job_statuses/show_many", 3, Infinity)] });
    const { code, output } = await syncOnVirtualTime({ simulator, input: [...users(500), streamState(1)] });
    expect(code).toBe(1);
    expect(output.errors).toEqual([expect.objectContaining({ failure_type: "config_error" })]);
  });
});

/** Answers 401 to a path, from the nth request on, this many times. */
function revokedOnce(path: string, nth: number, times = 1): Fault {
  let asked = 0;
  return {
    before: (request) => {
      if (!request.path.startsWith(path)) return undefined;
      asked += 1;
      if (asked < nth || asked >= nth + times) return undefined;
      return { status: 401, headers: {}, body: JSON.stringify({ error: "invalid_token" }) };
    },
  };
}

function countingRefusals(refusals: number[]): Fault {
  return {
    after: (_request, { status }, { requestNumber }) => {
      if (status === 401) refusals.push(requestNumber);
      return undefined;
    },
  };
}
