import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AccountClient } from "../account-client.ts";

const minted = { grant_type: "client_credentials", scope: "read write" };

function client(options: ConstructorParameters<typeof AccountClient>[0] = {}) {
  const account = new AccountClient(options);
  const { client_id, client_secret, ...credentials } = account.simulator.account.credentials.credentials;
  account.authorization = undefined;
  return { account, oauth: { ...minted, client_id, client_secret }, ...credentials };
}

function basic(email: string, token: string): string {
  return `Basic ${Buffer.from(`${email}/token:${token}`).toString("base64")}`;
}

test("an API token signs in the user whose email is given with it, regardless of case", () => {
  const { account, email, api_token } = client();
  account.authorization = basic(email.toUpperCase(), api_token);
  expect(account.send("GET", "users/me.json").json).toMatchObject({ user: { email, role: "admin" } });
});

test.each([1, 2])("the credentials are those of the README, whatever the seed (%i)", (seed) => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const { credentials } = new AccountClient({ seed }).simulator.account.credentials;
  const documented = Object.entries(credentials).filter(([name, value]) =>
    readme.includes(`| \`${name}\` | \`${value}\` |`),
  );
  expect(Object.fromEntries(documented)).toEqual({
    subdomain: "simulated",
    email: "admin@example.com",
    api_token: "simulated-api-token",
    client_id: "simulated_client",
    client_secret: "simulated-client-secret",
    access_token: "simulated-access-token",
  });
});

test("a wrong token and an unknown email are answered with 401", () => {
  const { account, email, api_token } = client();
  for (const authorization of [basic(email, "wrong"), basic("nobody@example.com", api_token), "Bearer wrong"]) {
    account.authorization = authorization;
    expect(account.send("GET", "users/me").status).toBe(401);
  }
});

test("without credentials `users/me` is an anonymous user with status 200, and everything else is 401", () => {
  const { account } = client();
  const me = account.send("GET", "users/me");
  expect([me.status, me.json]).toMatchObject([200, { user: { id: null, name: "Anonymous user" } }]);
  expect(account.send("GET", "user_fields").status).toBe(401);
});

test("a minted token works until it expires", () => {
  const { account, oauth } = client();
  const { json } = account.send("POST", "/oauth/tokens", { ...oauth, expires_in: 300 });
  expect(json).toMatchObject({ token_type: "bearer", scope: "read write", expires_in: 300 });
  account.authorization = `Bearer ${String(json["access_token"])}`;
  account.nowMs += 299_000;
  expect(account.send("GET", "oauth/tokens/current").json).toMatchObject({ token: { scopes: ["read", "write"] } });
  account.nowMs += 1000;
  expect(account.send("GET", "users/me")).toMatchObject({ status: 401, json: { error: "invalid_token" } });
});

test("a token without `expires_in` lives as long as the account says", () => {
  const { account, oauth } = client({ tokenLifetimeSeconds: 2 });
  expect(account.send("POST", "/oauth/tokens", oauth).json).toMatchObject({ expires_in: 2 });
});

test.each([
  [{ client_secret: "wrong" }, 401, "invalid_client"],
  [{ scope: "read everything" }, 400, "invalid_scope"],
  [{ expires_in: 299 }, 400, "invalid_request"],
  [{ expires_in: 172_801 }, 400, "invalid_request"],
  [{ grant_type: "password" }, 400, "unsupported_grant_type"],
])("a grant with %j is refused with %i %s", (wrong, status, error) => {
  const { account, oauth } = client();
  expect(account.send("POST", "/oauth/tokens", { ...oauth, ...wrong })).toMatchObject({ status, json: { error } });
});

test("a client does not get a scope that it may not have", () => {
  const { account, oauth } = client({ allowedScopes: ["users:write", "read"] });
  expect(account.send("POST", "/oauth/tokens", oauth).json).toMatchObject({ error: "invalid_scope" });
  expect(account.send("POST", "/oauth/tokens", { ...oauth, scope: "users:write read" }).status).toBe(200);
});

test("a token allows only its scope: users, but not job statuses", () => {
  const { account, oauth } = client();
  const { json } = account.send("POST", "/oauth/tokens", { ...oauth, scope: "users:read users:write" });
  account.authorization = `Bearer ${String(json["access_token"])}`;
  const statuses = [
    account.send("POST", "users/create_or_update_many", { users: [] }),
    account.send("GET", "job_statuses"),
    account.send("POST", "organizations", { organization: { name: "Acme" } }),
  ].map(({ status }) => status);
  expect(statuses).toEqual([200, 403, 403]);
});

test("an end user may sign in, but do nothing else", () => {
  const { account, email, api_token } = client({ role: "end-user" });
  account.authorization = basic(email, api_token);
  expect([account.send("GET", "users/me").status, account.send("GET", "user_fields").status]).toEqual([200, 403]);
});
