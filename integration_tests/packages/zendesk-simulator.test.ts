import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

interface PackedFile {
  readonly path: string;
}

describe("the package zendesk-simulator, packed and installed in a project elsewhere", () => {
  const project = mkdtempSync(path.join(tmpdir(), "zendesk-simulator-consumer-"));
  let files: readonly string[] = [];

  beforeAll(async () => {
    const options = ["--workspace", "zendesk-simulator", "--json", "--ignore-scripts", "--pack-destination", project];
    const { stdout } = await run("npm", ["pack", ...options], { cwd: ROOT });
    const [packed] = JSON.parse(stdout) as readonly { filename: string; files: readonly PackedFile[] }[];
    files = packed?.files.map((file) => file.path) ?? [];
    writeFileSync(path.join(project, "package.json"), '{"type": "module", "private": true}');
    const archive = path.join(project, packed?.filename ?? "");
    await run("npm", ["install", "--offline", "--ignore-scripts", archive], { cwd: project });
  }, 120_000);

  afterAll(() => rmSync(project, { recursive: true }));

  test.each([
    "LICENSE",
    "README.md",
    "package.json",
    "dist/index.js",
    "dist/index.d.ts",
    "dist/main.js",
    "dist/main.js.map",
  ])("contains %s", (file) => {
    expect(files).toContain(file);
  });

  test("contains no tests and no sources but compiled ones", () => {
    expect(files.filter((file) => /\.test\.|-tests\.|account-client|(?<!\.d)\.ts$/.test(path.basename(file)))).toEqual(
      [],
    );
  });

  test("needs no other package", () => {
    const manifest = readFileSync(path.join(project, "node_modules/zendesk-simulator/package.json"), "utf8");
    expect(JSON.parse(manifest)).not.toHaveProperty("dependencies");
  });

  test("starts with npx, and serves the API and the page", async () => {
    const simulator = spawn("npx", ["--offline", "zendesk-simulator", "--port", "0", "--end-with-stdin"], {
      cwd: project,
    });
    const closed = once(simulator, "close");
    const [line] = (await once(createInterface(simulator.stdout), "line")) as [string];
    const { base_url, access_token } = JSON.parse(line) as { base_url: string; access_token: string };
    const headers = { authorization: `Bearer ${access_token}` };
    expect(await (await fetch(`${base_url}/api/v2/users/me`, { headers })).json()).toMatchObject({
      user: { role: "admin" },
    });
    expect(await (await fetch(base_url)).text()).toContain("<h1>Overview</h1>");
    simulator.stdin.end();
    expect(await closed).toEqual([0, null]);
  });

  test("starts from code, in the same process and in one of its own", async () => {
    const script = `
      import { spawnSimulator, startSimulator, ZendeskSimulator } from "zendesk-simulator";
      const started = await startSimulator();
      const spawned = await spawnSimulator(["--unthrottled"]);
      const statuses = [];
      for (const { baseUrl } of [started, spawned]) statuses.push((await fetch(baseUrl + "/api/v2/users/me")).status);
      statuses.push(new ZendeskSimulator().handle({ method: "GET", path: "/api/v2/users/me", headers: {} }, 0).status);
      await spawned.stop();
      await started.close();
      console.log(JSON.stringify(statuses));`;
    const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], { cwd: project });
    expect(JSON.parse(stdout)).toEqual([200, 200, 200]);
  });

  test("has types that a project can compile with", async () => {
    const lines = [
      'import { type FaultName, startSimulator, type StartedSimulator } from "zendesk-simulator";',
      'const fault: FaultName = "rate-limited";',
      "export const started: Promise<StartedSimulator> = startSimulator({ faultSettings: [{ name: fault, rate: 0.1 }] });",
      "// @ts-expect-error -- there is no such option",
      "export const failing = startSimulator({ requestsPerHour: 1 });",
    ];
    writeFileSync(path.join(project, "consumer.ts"), lines.join("\n"));
    const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2024", "--types", ""];
    const compiled = await run(path.join(ROOT, "node_modules/.bin/tsc"), [...options, "consumer.ts"], {
      cwd: project,
    }).catch((error: { stdout: string }) => error);
    expect(compiled.stdout).toBe("");
  });
});
