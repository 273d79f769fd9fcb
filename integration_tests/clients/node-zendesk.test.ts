import { createClient } from "node-zendesk";
import { UNTHROTTLED } from "zendesk-simulator";
import { expect, test } from "vitest";
import { simulatedAccount } from "../../testing/account/simulated-account.ts";

/** What the tests use of a client that describes its answers loosely. */
type Found = Readonly<Record<string, unknown>>;
interface Answer {
  readonly result: Found & { readonly results: readonly Found[] };
}

/** An account with enough people for several pages, and a client of it. */
async function connectedClient() {
  const account = await simulatedAccount(UNTHROTTLED);
  const { email, api_token } = account.credentials;
  const client = createClient({
    username: email,
    token: api_token,
    subdomain: "simulated",
    endpointUri: `${account.baseUrl}/api/v2`,
  });
  const people = Array.from({ length: 230 }, (_, index) => ({
    name: `Person ${index}`,
    external_id: `p-${index}`,
    email: `person-${index}@example.com`,
    ...(index < 3 ? { organization: { name: "Acme" } } : {}),
  }));
  await fetch(`${account.baseUrl}/simulator/users`, { method: "POST", body: JSON.stringify(people) });
  return { client, ...account };
}

test("node-zendesk lists all users, page after page by cursor", async () => {
  const { client } = await connectedClient();
  const users = (await client.users.list()) as unknown as readonly Found[];
  expect(users.length).toBe(231);
  expect(new Set(users.map(({ id }) => id)).size).toBe(231);
});

test.each([
  ["name", { query: 'name:"Person 7"' }],
  ["words of a name", { query: "person 7" }],
  ["address", { query: "person-7@example.com" }],
  ["external id", { external_id: "p-7" }],
])("node-zendesk finds a user by %s", async (_what, search) => {
  const { client } = await connectedClient();
  const users = (await client.users.search(search)) as unknown as readonly Found[];
  expect(users.map(({ name }) => name)).toEqual(["Person 7"]);
});

test("node-zendesk reads organizations, memberships and identities", async () => {
  const { client } = await connectedClient();
  const [acme] = (await client.organizations.list()) as unknown as readonly Found[];
  expect(acme).toMatchObject({ name: "Acme" });
  const members = (await client.users.listByOrganization(Number(acme?.["id"]))) as unknown as readonly Found[];
  expect(members.map(({ name }) => name)).toEqual(["Person 0", "Person 1", "Person 2"]);
  const memberships = (await client.organizationmemberships.list()) as unknown as readonly Found[];
  expect(memberships.map(({ user_id }) => user_id)).toEqual(members.map(({ id }) => id));
  const identities = (await client.useridentities.list(Number(members[0]?.["id"]))) as unknown as readonly Found[];
  expect(identities).toMatchObject([{ type: "email", value: "person-0@example.com", primary: true }]);
});

test("node-zendesk creates and updates a ticket, and finds it", async () => {
  const { client } = await connectedClient();
  const ticket = { subject: "A broken lamp", comment: { body: "It flickers" } };
  const created = (await client.tickets.create({ ticket })) as unknown as Answer;
  const id = Number(((created.result["ticket"] ?? created.result) as Found)["id"]);
  await client.tickets.update(id, { ticket: { status: "solved" } } as never);
  const tickets = (await client.tickets.list()) as unknown as readonly Found[];
  expect(tickets).toMatchObject([{ id, subject: "A broken lamp", status: "solved" }]);
  const found = (await client.search.queryAll("type:ticket flickers")) as unknown as readonly Found[];
  expect(found).toMatchObject([{ id, result_type: "ticket" }]);
  const comments = (await client.tickets.getComments(id)) as unknown as readonly Found[];
  expect(comments).toMatchObject([{ body: "It flickers" }]);
});

test("node-zendesk reads the incremental exports", async () => {
  const { client } = await connectedClient();
  await client.tickets.create({ ticket: { subject: "One", comment: { body: "Two" } } });
  expect(((await client.users.incremental(0)) as unknown as readonly Found[]).length).toBe(231);
  expect((await client.organizations.incremental("0")) as unknown).toMatchObject([{ name: "Acme" }]);
  expect((await client.tickets.incremental("0")) as unknown).toMatchObject([{ subject: "One" }]);
});
