import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Fault, StartedSimulator } from "zendesk-simulator";
import { describe, expect, test } from "vitest";
import { runConnector } from "../../testing/connector/connector-process.ts";
import { configFor, credentialsFor } from "../../testing/connector/connector-config.ts";
import { requestsTo, simulatedAccount } from "../../testing/account/simulated-account.ts";
import { temporaryFolder } from "../../testing/connector/temporary-folder.ts";

async function check(config: unknown, baseUrl: string) {
  const { code, output } = await runConnector("check", { config, env: { ZENDESK_BASE_URL: baseUrl } });
  const statuses = output.messages.flatMap(({ connectionStatus }) => connectionStatus ?? []);
  expect({ code, statuses: statuses.length, errors: output.errors }).toEqual({ code: 0, statuses: 1, errors: [] });
  return { status: statuses[0]?.status, message: statuses[0]?.message ?? "", warnings: output.warnings };
}

/** Zendesk answers 200 for an anonymous user if it does not understand the credentials. */
const anonymous: Fault = {
  after: ({ path: asked }, answer) =>
    asked.startsWith("/api/v2/users/me")
      ? {
          ...answer,
          status: 200,
          body: JSON.stringify({ user: { id: null, name: "Anonymous user", role: "end-user" } }),
        }
      : undefined,
};

describe("check succeeds", () => {
  test.each(["oauth2_client_credentials", "api_token", "oauth2_access_token"] as const)("with %s", async (authType) => {
    const { baseUrl, credentials } = await simulatedAccount();
    const config = configFor(credentials, { credentials: credentialsFor(credentials)[authType] });
    expect(await check(config, baseUrl)).toMatchObject({ status: "SUCCEEDED" });
  });

  test("and says where it connects if ZENDESK_BASE_URL is set", async () => {
    const { baseUrl, credentials } = await simulatedAccount();
    const { output } = await runConnector("check", {
      config: configFor(credentials),
      env: { ZENDESK_BASE_URL: baseUrl },
    });
    expect(output.messages.map(({ log }) => log?.message)).toContain(
      `ZENDESK_BASE_URL is set, so requests go to ${baseUrl} instead of https://${credentials.subdomain}.zendesk.com.`,
    );
  });

  test("with the short form of an API token, and warns that such tokens will stop working", async () => {
    const { baseUrl, credentials } = await simulatedAccount();
    const { email, api_token, subdomain } = credentials;
    const { status, warnings } = await check({ subdomain, email, api_token }, baseUrl);
    expect(status).toBe("SUCCEEDED");
    expect(warnings).toEqual([expect.stringContaining("30 April 2027")]);
  });

  test("with both credentials and a short form, which is ignored with a warning", async () => {
    const { baseUrl, credentials } = await simulatedAccount();
    const config = { ...configFor(credentials), email: "nobody@example.com", api_token: "outdated" };
    const { status, warnings } = await check(config, baseUrl);
    expect({ status, warnings }).toEqual({ status: "SUCCEEDED", warnings: [expect.stringContaining("are ignored")] });
  });

  test("with a folder for rejected records, leaves it as it was, and warns that it must be a volume", async () => {
    const { baseUrl, credentials } = await simulatedAccount();
    const folder = path.join(temporaryFolder(), "rejected");
    const config = configFor(credentials, { object_storage_config: { storage_type: "Local", path: folder } });
    const { status, warnings } = await check(config, baseUrl);
    expect(status).toBe("SUCCEEDED");
    expect(warnings).toEqual([expect.stringContaining("mount a volume")]);
  });
});

describe("check of a mapping", () => {
  test.each<[what: string, field: string, status: string, message: string]>([
    [
      "fails for a custom field without its prefix",
      "loyalty_tier",
      "FAILED",
      'If it is a custom field, write "user_fields.loyalty_tier".',
    ],
    [
      "fails for a custom field that the account does not have",
      "user_fields.loyalty_teir",
      "FAILED",
      'is not an active custom field of users in Zendesk. Did you mean "user_fields.loyalty_tier"?',
    ],
    ["succeeds for one that it has", "user_fields.loyalty_tier", "SUCCEEDED", ""],
  ])("%s", async (_what, field, status, message) => {
    const { baseUrl, credentials } = await simulatedAccount();
    const streams = ["CUSTOMERS", "LEADS"].map((name) => ({
      name,
      object: "users",
      fields: [{ field, column: "TIER" }],
    }));
    const found = await check(configFor(credentials, { streams }), baseUrl);
    expect(found.status).toBe(status);
    expect(found.message).toContain(message);
  });

  test("reads the fields of an object once, and only of objects whose custom fields are mapped", async () => {
    const { baseUrl, credentials, simulator } = await simulatedAccount();
    const streams = [
      ...["CUSTOMERS", "LEADS"].map((name) => ({
        name,
        object: "users",
        fields: [{ field: "user_fields.loyalty_tier", column: "TIER" }],
      })),
      { name: "ACCOUNTS", object: "organizations", fields: [{ field: "name", column: "NAME" }] },
    ];
    expect(await check(configFor(credentials, { streams }), baseUrl)).toMatchObject({ status: "SUCCEEDED" });
    const counts = Object.entries(requestsTo(simulator)).filter(([request]) => request.includes("_fields"));
    expect(counts).toEqual([["GET /api/v2/user_fields", 1]]);
  });
});

type Account = StartedSimulator["credentials"];

describe("check fails, and names what to fix,", () => {
  test.each<[what: string, credentials: (account: Account) => unknown, words: string[]]>([
    ["for a wrong API token", (a) => ({ ...credentialsFor(a).api_token, api_token: "wrong" }), ["api_token", "401"]],
    [
      "for a wrong email",
      (a) => ({ ...credentialsFor(a).api_token, email: "nobody@example.com" }),
      ["email", "api_token"],
    ],
    [
      "for a wrong access token",
      () => ({ auth_type: "oauth2_access_token", access_token: "wrong" }),
      ["credentials.access_token", "Enter a new token"],
    ],
    [
      "for a wrong OAuth secret",
      (a) => ({ ...credentialsFor(a).oauth2_client_credentials, client_secret: "wrong" }),
      ["credentials.client_secret"],
    ],
  ])("%s", async (_what, wrong, words) => {
    const { baseUrl, credentials } = await simulatedAccount();
    const { status, message } = await check(configFor(credentials, { credentials: wrong(credentials) }), baseUrl);
    expect(status).toBe("FAILED");
    for (const word of words) expect(message).toContain(word);
  });

  test.each(["agent", "end-user"] as const)("for credentials of a user with the role %s", async (role) => {
    const { baseUrl, credentials } = await simulatedAccount({ role });
    const { status, message } = await check(configFor(credentials), baseUrl);
    expect(status).toBe("FAILED");
    expect(message).toContain(role);
    expect(message).toContain("admin");
  });

  test("for a scope that does not allow writing, unless it is a dry run", async () => {
    const { baseUrl, credentials } = await simulatedAccount();
    const readOnly = { credentials: { ...credentialsFor(credentials).oauth2_client_credentials, scope: "read" } };
    const { status, message } = await check(configFor(credentials, readOnly), baseUrl);
    expect(status).toBe("FAILED");
    expect(message).toContain('has the scope "read", which allows reading but not writing');
    expect(message).toContain("credentials.scope");
    expect(await check(configFor(credentials, { ...readOnly, dry_run: true }), baseUrl)).toMatchObject({
      status: "SUCCEEDED",
    });
  });

  test("for an access token that may only read", async () => {
    const account = await simulatedAccount();
    const asked = { ...credentialsFor(account.credentials).oauth2_client_credentials, scope: "read" };
    const body = JSON.stringify({ grant_type: "client_credentials", ...asked });
    const minted = account.simulator.handle({ method: "POST", path: "/oauth/tokens", headers: {}, body }, Date.now());
    if (typeof minted === "string") throw new Error("no token was made");
    const { access_token } = JSON.parse(minted.body) as { access_token: string };
    const credentials = { auth_type: "oauth2_access_token", access_token };
    const { status, message } = await check(configFor(account.credentials, { credentials }), account.baseUrl);
    expect(status).toBe("FAILED");
    expect(message).toContain('has the scope "read", which allows reading but not writing');
  });

  test("for credentials that Zendesk treats as anonymous", async () => {
    const { baseUrl, credentials } = await simulatedAccount({ faults: [anonymous] });
    const { status, message } = await check(configFor(credentials), baseUrl);
    expect(status).toBe("FAILED");
    expect(message).toContain("anonymous");
  });

  test.each<[what: string, settings: Record<string, unknown>, words: string[]]>([
    ["an unknown key, with the nearest setting", { skip_verify_mail: true }, ["skip_verify_mail", "skip_verify_email"]],
    ["the unknown key dryrun", { dryrun: true }, ["dryrun"]],
    ["a subdomain of another host", { subdomain: "acme.example.com" }, ["subdomain", "acme"]],
    ["a pace that is not a number", { max_records_per_second: "fast" }, ["max_records_per_second", "100000"]],
    ["missing credentials", { credentials: undefined }, ["credentials", "missing"]],
    [
      "a stream whose object cannot be written",
      { streams: [{ name: "people", object: "user" }] },
      ['"people"', '"user"', "cannot write", '"users"'],
    ],
  ])("for %s", async (_what, settings, words) => {
    const { baseUrl, credentials } = await simulatedAccount();
    const { status, message } = await check(configFor(credentials, settings), baseUrl);
    expect(status).toBe("FAILED");
    for (const word of words) expect(message).toContain(word);
  });

  test("for a base URL that is not on this machine", async () => {
    const { credentials } = await simulatedAccount();
    const { status, message } = await check(configFor(credentials), "https://zendesk.example.com");
    expect(status).toBe("FAILED");
    expect(message).toContain("ZENDESK_BASE_URL");
  });

  test("for a folder that rejected records cannot be written to", async () => {
    const { baseUrl, credentials } = await simulatedAccount();
    // Below a file, where not even root can write.
    const file = path.join(temporaryFolder(), "file");
    writeFileSync(file, "");
    const setting = { storage_type: "Local", path: path.join(file, "rejected") };
    const { status, message } = await check(configFor(credentials, { object_storage_config: setting }), baseUrl);
    expect(status).toBe("FAILED");
    expect(message).toContain("object_storage_config.path");
  });
});
