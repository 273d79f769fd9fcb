import { expect, test } from "vitest";
import { simulatedAccount } from "../../testing/account/simulated-account.ts";
import { configFor, credentialsFor } from "../../testing/connector/connector-config.ts";
import { runConnector } from "../../testing/connector/connector-process.ts";

/** An account with a custom object, and the commands with a token of this scope. */
async function accountWithScope(scope: string, settings: Readonly<Record<string, unknown>> = {}) {
  const { baseUrl, credentials, simulator } = await simulatedAccount();
  simulator.account.customObjects.define({ key: "order", name: {}, fields: [] });
  const config = configFor(credentials, {
    credentials: { ...credentialsFor(credentials).oauth2_client_credentials, scope },
    ...settings,
  });
  return async (command: "check" | "discover") => {
    const { code, output } = await runConnector(command, { config, env: { ZENDESK_BASE_URL: baseUrl } });
    const operations = output.messages.flatMap(({ destination_catalog }) => destination_catalog?.operations ?? []);
    const objects = [...new Set(operations.map(({ object_name }) => object_name))];
    const [status] = output.messages.flatMap(({ connectionStatus }) => connectionStatus?.status ?? []);
    return { code, errors: output.errors, objects, status, warnings: output.warnings };
  };
}

const STANDARD = ["users", "organizations", "organization_memberships", "tickets"];
const ALL = [...STANDARD, "custom_objects/order"];

test.each<[scope: string, objects: readonly string[], unwritten: readonly string[]]>([
  ["read write", ALL, []],
  ["read users:write", ["users"], ["organizations, organization_memberships, tickets, and custom_objects/order"]],
  [
    "read users:write organizations:write",
    ["users", "organizations"],
    ["organization_memberships, tickets, and custom_objects/order"],
  ],
  [
    "read custom_objects:write tickets:write",
    ["tickets", "custom_objects/order"],
    ["users, organizations, and organization_memberships"],
  ],
])("with the scope %s, discover lists %j and warns of the other objects", async (scope, objects, unwritten) => {
  const run = await accountWithScope(scope);
  const { code, errors, warnings, ...discovered } = await run("discover");
  expect({ code, errors, objects: discovered.objects }).toEqual({ code: 0, errors: [], objects });
  const named = warnings.map((each) => /^The scope "[^"]*" does not let the connector write (.*?)\. /.exec(each)?.[1]);
  expect(named).toEqual(unwritten);
});

test("with a scope that does not let it read what every sync reads, check and discover warn of that", async () => {
  const run = await accountWithScope("users:read users:write");
  const lacksRead = expect.stringContaining('"users:read users:write" does not include "read"') as unknown;
  expect(await run("check")).toMatchObject({ code: 0, status: "SUCCEEDED" });
  expect((await run("check")).warnings).toContainEqual(lacksRead);
  const discovered = await run("discover");
  expect(discovered).toMatchObject({ code: 0, errors: [], objects: [] });
  expect(discovered.warnings).toContainEqual(lacksRead);
  expect(discovered.warnings).toContainEqual(expect.stringContaining("(403), so users is skipped"));
});

test("check warns of objects that the scope does not let the connector write", async () => {
  const run = await accountWithScope("read users:write");
  const { status, warnings } = await run("check");
  expect(status).toBe("SUCCEEDED");
  expect(warnings).toContainEqual(
    expect.stringContaining("write organizations, organization_memberships, and tickets. To write them, add"),
  );
});

test("with a scope that only reads, discover lists every object for a dry run", async () => {
  const run = await accountWithScope("read", { dry_run: true });
  expect(await run("discover")).toMatchObject({ code: 0, objects: ALL, warnings: [] });
});
