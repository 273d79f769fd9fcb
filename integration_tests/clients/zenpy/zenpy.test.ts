import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { UNTHROTTLED } from "zendesk-simulator";
import { beforeAll, expect, test } from "vitest";
import { simulatedAccount } from "../../../testing/account/simulated-account.ts";
import { createPythonEnvironment, type PythonEnvironment } from "../../../testing/python/python-environment.ts";

const SCRIPT = fileURLToPath(new URL("read_account.py", import.meta.url));

let python: PythonEnvironment;

beforeAll(async () => {
  python = await createPythonEnvironment(["zenpy==2.0.57"], "the tests of zenpy");
  return () => python.remove();
});

test("zenpy reads the simulator: lists, searches, exports and pages", async () => {
  const { baseUrl, credentials } = await simulatedAccount(UNTHROTTLED);
  const others = Array.from({ length: 150 }, (_, index) => ({ name: `P ${index}`, email: `p-${index}@example.com` }));
  const people = [{ name: "Ann Example", email: "ann@example.com", organization: { name: "Acme" } }, ...others];
  const ticket = { subject: "Broken lamp", comment: { body: "It flickers" } };
  await fetch(`${baseUrl}/simulator/users`, { method: "POST", body: JSON.stringify(people) });
  await fetch(`${baseUrl}/simulator/tickets`, { method: "POST", body: JSON.stringify([ticket]) });
  const env = { ZENDESK_BASE_URL: baseUrl, EMAIL: credentials.email, TOKEN: credentials.api_token };
  const { stdout } = await promisify(execFile)(path.join(python.bin, "python"), [SCRIPT], { env });
  expect(JSON.parse(stdout)).toEqual({
    users: 152,
    "users by cursor": 152,
    me: "Ada Admin",
    searched: "Ann Example",
    "searched by name": ["Ann Example"],
    organizations: ["Acme"],
    memberships: [true],
    identities: ["ann@example.com"],
    tickets: ["Broken lamp"],
    "exported users": 152,
    "exported organizations": ["Acme"],
    "exported tickets": ["Broken lamp"],
    "search exported": 152,
  });
});
