import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { record, streamState } from "./airbyte-messages.ts";
import { credentialsFor } from "./connector-config.ts";
import { simulatedAccount, usersOf, write } from "./simulated-account.ts";

const RECORDS = 400;
const input = [
  ...Array.from({ length: RECORDS }, (_, index) => record({ external_id: `u${index}`, name: "User" })),
  streamState(1),
];

/** Another server, where redirects lead, and whatever reaches it. */
async function elsewhere(): Promise<{ origin: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer(({ method, url }, answer) => {
    requests.push(`${method} ${url}`);
    answer.end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

test.each([
  ["the token endpoint", "/oauth/tokens", "oauth2_client_credentials"],
  ["the API", "/api/v2/", "api_token"],
] as const)(
  "a redirect of %s from the start ends the sync, and nobody is asked elsewhere",
  async (_what, path, authType) => {
    const { origin, requests } = await elsewhere();
    const faultSettings = [{ name: "redirect-other-host", path }] as const;
    const account = await simulatedAccount({ faultSettings, redirectTarget: origin });
    const settings = { credentials: credentialsFor(account.credentials)[authType] };
    const { code, output } = await write(account, input, { settings });
    expect({ code, states: output.states, requests }).toEqual({ code: 1, states: [], requests: [] });
    expect(output.errors).toEqual([
      expect.objectContaining({
        failure_type: "config_error",
        internal_message: expect.stringContaining("redirect") as string,
      }),
    ]);
  },
);

test("in the middle of a sync, redirects and answers too large to take are waited out", async () => {
  const { origin, requests } = await elsewhere();
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
  expect({ code, errors: output.errors, requests }).toEqual({ code: 0, errors: [], requests: [] });
  expect(output.counts).toMatchObject({ written: RECORDS, rejected: 0 });
  expect(usersOf(account.simulator)).toHaveLength(RECORDS);
  const waits = output.messages.flatMap(({ log }) => /^Waiting \d+ s: (.*), until/.exec(log?.message ?? "")?.[1] ?? []);
  expect(new Set(waits)).toEqual(
    new Set([
      "what answers is not Zendesk, or it is cut off",
      "no answer from Zendesk (ERR_ANSWER_TOO_LARGE)",
      "no answer from Zendesk (HPE_HEADER_OVERFLOW)",
    ]),
  );
});
