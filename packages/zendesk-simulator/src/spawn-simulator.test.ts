import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { spawnSimulator } from "./spawn-simulator.ts";

test("a simulator runs in a process of its own until it is stopped", async () => {
  const simulator = await spawnSimulator(["--unthrottled", "--role", "agent"]);
  const { email, api_token } = simulator.credentials;
  const authorization = `Basic ${Buffer.from(`${email}/token:${api_token}`).toString("base64")}`;
  const me = await fetch(`${simulator.baseUrl}/api/v2/users/me`, { headers: { authorization } });
  expect(await me.json()).toMatchObject({ user: { email, role: "agent" } });
  await simulator.stop();
  await expect(fetch(simulator.baseUrl)).rejects.toThrow("fetch failed");
});

test("a simulator that cannot start says why", async () => {
  await expect(spawnSimulator(["--role", "king"])).rejects.toThrow('--role takes admin, agent, end-user, not "king"');
});

test("a simulator ends by itself when the process that started it is gone", async () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = spawn(process.execPath, [main, "--port", "0", "--end-with-stdin"]);
  await once(child.stdout, "data");
  child.stdin.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});
