import { expect, test } from "vitest";
import { createUser, upsertUser } from "./single-user.ts";
import { clientWith } from "../test-support/scripted-client.ts";

const PERSON = { external_id: "a", name: "Ana" };
const TAKEN = { description: "Email: ana@example.com ya está en uso", error: "DuplicateValue" };

/** Zendesk's only answer, and the requests that it got. */
function zendesk(status: number, body: unknown) {
  return clientWith([{ status, headers: { "x-request-id": "r-1" }, body: JSON.stringify(body) }]);
}

test.each([
  [201, { user: { id: 7 } }, { kind: "created", id: 7 }],
  [200, { user: { id: 7 } }, { kind: "updated", id: 7 }],
  [202, { user: { id: 7 } }, { kind: "unknown" }],
  [
    422,
    { error: "RecordInvalid", details: { email: [TAKEN], name: { error: "BlankValue" } } },
    {
      kind: "failed",
      errorCode: "DuplicateValue BlankValue",
      details: `email: ${TAKEN.description}; name: BlankValue`,
    },
  ],
  [422, { error: "RecordInvalid", description: "no" }, { kind: "failed", errorCode: "RecordInvalid", details: "no" }],
])("an upsert answered %i %j is %j", async (status, body, result) => {
  const { client } = zendesk(status, body);
  const answer = await upsertUser(client, PERSON, new AbortController().signal);
  expect(answer).toEqual({ result, requestId: "r-1" });
});

test.each([
  ["upserted", upsertUser, "/api/v2/users/create_or_update.json"],
  ["created", createUser, "/api/v2/users.json"],
])("a single user is %s with one request", async (_what, write, path) => {
  const { client, sent } = zendesk(201, { user: { id: 7 } });
  await write(client, PERSON, new AbortController().signal);
  expect(sent).toMatchObject([{ method: "POST", url: `https://acme.zendesk.com${path}` }]);
  expect(JSON.parse(sent[0]?.body ?? "")).toEqual({ user: PERSON });
});

test("a refusal that is not about the user is thrown", async () => {
  const { client } = zendesk(403, { error: "Forbidden" });
  await expect(upsertUser(client, PERSON, new AbortController().signal)).rejects.toMatchObject({ status: 403 });
});
