import { expect, test } from "vitest";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { credentialsFor } from "../../testing/connector/connector-config.ts";
import { startDecoyServer } from "../../testing/servers/decoy-server.ts";
import { simulatedAccount, usersOf, write } from "../../testing/account/simulated-account.ts";

const RECORDS = 400;
const input = [
  ...Array.from({ length: RECORDS }, (_, index) => record({ external_id: `u${index}`, name: "User" })),
  streamState(1),
];

test.each([
  ["the token endpoint", "/oauth/tokens", "oauth2_client_credentials"],
  ["the API", "/api/v2/", "api_token"],
] as const)(
  "a redirect of %s from the start ends the sync, and no other host is asked",
  async (_what, path, authType) => {
    const { origin, visits } = await startDecoyServer();
    const faultSettings = [{ name: "redirect-other-host", path }] as const;
    const account = await simulatedAccount({ faultSettings, redirectTarget: origin });
    const settings = { credentials: credentialsFor(account.credentials)[authType] };
    const { code, output } = await write(account, input, { settings });
    expect({ code, states: output.states, visits: visits() }).toEqual({ code: 1, states: [], visits: 0 });
    expect(output.errors).toEqual([
      expect.objectContaining({
        failure_type: "config_error",
        internal_message: expect.stringContaining("redirect") as string,
      }),
    ]);
  },
);

test("in the middle of a sync, redirects and oversized answers are waited out", async () => {
  const { origin, visits } = await startDecoyServer();
  const hostile = [
    "redirect-other-host",
    "redirect-same-host",
    "huge-body",
    "huge-header",
    "many-headers",
    "html-page",
  ] as const;
  const account = await simulatedAccount({
    redirectTarget: origin,
    jobDelaySeconds: { min: 0, max: 0.1 },
    rowMilliseconds: 0,
    faultSettings: hostile.map((name, index) => ({ name, path: "/api/v2/", nth: 3 + index })),
  });
  const { code, output } = await write(account, input);
  expect({ code, errors: output.errors, visits: visits() }).toEqual({ code: 0, errors: [], visits: 0 });
  expect(output.counts).toMatchObject({ written: RECORDS, rejected: 0 });
  expect(usersOf(account.simulator)).toHaveLength(RECORDS);
  const waits = output.messages.flatMap(({ log }) => /^Waiting \d+ s: (.*), until/.exec(log?.message ?? "")?.[1] ?? []);
  expect(new Set(waits)).toEqual(
    new Set([
      "the response is not from Zendesk, or is truncated",
      "no response from Zendesk (ERR_ANSWER_TOO_LARGE)",
      "no response from Zendesk (HPE_HEADER_OVERFLOW)",
    ]),
  );
});
