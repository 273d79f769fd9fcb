import { type Fault, UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { record, streamState } from "../../testing/input/airbyte-messages.ts";
import { startDecoyServer } from "../../testing/servers/decoy-server.ts";
import { seedUsers, simulatedAccount, usersOf, write } from "../../testing/account/simulated-account.ts";

/**
 * Adds addresses like those in Zendesk's answers, and keys that could change a prototype, to everything in an answer.
 */
function poisoned(value: unknown, origin: string): string {
  const members = `"url":"${origin}/url","next_page":"${origin}/next","links":{"next":"${origin}/links"},"__proto__":{"polluted":"yes","role":"admin","has_more":true},"constructor":{"prototype":{"polluted":"yes"}}`;
  const text = (part: unknown): string => {
    if (Array.isArray(part)) return `[${part.map(text).join(",")}]`;
    if (typeof part !== "object" || part === null) return JSON.stringify(part);
    const own = Object.entries(part)
      .filter(([key]) => !["url", "next_page", "links"].includes(key))
      .map(([key, item]) => `${JSON.stringify(key)}:${text(item)}`);
    return `{${[...own, members].join(",")}}`;
  };
  return text(value);
}

test("addresses in answers are never followed, and keys in them change nothing", async () => {
  const { origin, visits } = await startDecoyServer();
  const poison: Fault = {
    after: (_request, answer) => ({
      ...answer,
      headers: { ...answer.headers, link: `<${origin}/link>; rel="next"`, location: `${origin}/location` },
      body: poisoned(JSON.parse(answer.body), origin),
    }),
  };
  const account = await simulatedAccount({ ...UNTHROTTLED, faults: [poison] });
  seedUsers(account.simulator, [{ name: "Known", external_id: "known", tags: ["old"] }]);
  const settings = { skip_unchanged: true, email_change: "make_primary" };
  const input = [
    record({ external_id: "known", name: "Known", email: "known@example.com", tags: ["new"] }),
    record({ external_id: "new", name: "New", organization: { name: "Acme" } }),
    streamState(1),
  ];
  const { code, output } = await write(account, input, { settings });
  expect({ code, written: output.counts.written + output.counts.rejected, errors: output.errors }).toEqual({
    code: 0,
    written: 2,
    errors: [],
  });
  expect(visits()).toBe(0);
  expect(usersOf(account.simulator).find(({ external_id }) => external_id === "known")).toMatchObject({
    email: "known@example.com",
    role: "end-user",
    tags: ["old", "new"],
  });
});

test.each([301, 302, 307, 308])(
  "a redirect (%i) to another host is not followed and gets no credentials",
  async (status) => {
    const { origin, visits } = await startDecoyServer();
    const redirect: Fault = { before: () => ({ status, headers: { location: `${origin}/sign-in?x=1` }, body: "" }) };
    const account = await simulatedAccount({ ...UNTHROTTLED, faults: [redirect] });
    const { code, output } = await write(account, [record({ external_id: "1", name: "A" }), streamState(1)]);
    expect({ code, states: output.states, visits: visits() }).toEqual({ code: 1, states: [], visits: 0 });
    expect(output.errors).toEqual([
      expect.objectContaining({
        failure_type: "config_error",
        message: expect.stringMatching(/is a redirect \(30\d\) to 127\.0\.0\.1\..* 1\. .* 2\. /) as string,
      }),
    ]);
  },
);
