import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { temporaryFile } from "../test/fake-host.ts";
import { catalogFile, recordLine, stateLine } from "../test/recording-destination.ts";

const EXAMPLE = fileURLToPath(import.meta.resolve("../examples/jsonl-destination.ts"));

function start(command: string, folder: string, env: Record<string, string> = {}) {
  const files = ["--config", temporaryFile({ folder }), "--catalog", catalogFile("people", "a/b")];
  const child = spawn(process.execPath, ["--conditions=source", EXAMPLE, command, ...files], {
    env: { ...process.env, ...env },
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  return { child, output: () => output, ended: ended(child, () => errors) };
}

async function ended(child: ChildProcessWithoutNullStreams, errors: () => string) {
  const [code, signal]: unknown[] = await once(child, "close");
  return { code, signal, errors: errors() };
}

const newFolder = () => mkdtempSync(join(tmpdir(), "airbyte-cdk-lines-"));
const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

// Each test runs a process; on a busy machine one takes a second to start.
describe("the example, as a process", { timeout: 30_000 }, () => {
  it("writes records and returns states", async () => {
    const folder = newFolder();
    const { child, output, ended: end } = start("write", folder);
    child.stdin.end(
      recordLine("people", { id: 1 }) + recordLine("a/b") + stateLine(4) + recordLine("people", { id: 2 }),
    );

    expect(await end).toEqual({ code: 0, signal: null, errors: "" });
    expect(read(folder, "people.jsonl")).toBe('{"id":1}\n{"id":2}\n');
    expect(read(folder, "a%2Fb.jsonl")).toBe("{}\n");
    expect(JSON.parse(output())).toMatchObject({ state: { id: 4, destinationStats: { recordCount: 2 } } });
  });

  it("ends by itself after check, although its stdin stays open", async () => {
    const { output, ended: end } = start("check", newFolder());

    expect(await end).toEqual({ code: 0, signal: null, errors: "" });
    expect(JSON.parse(output())).toMatchObject({ connectionStatus: { status: "SUCCEEDED" } });
  });

  it("returns a state within the interval while its stdin stays open, and dies by SIGTERM", async () => {
    const folder = newFolder();
    const { child, output, ended: end } = start("write", folder, { FLUSH_INTERVAL_SECONDS: "0.02" });
    child.stdin.write(recordLine("people", { id: 1 }) + stateLine(1, "people"));
    await once(child.stdout, "data");
    expect(read(folder, "people.jsonl")).toBe('{"id":1}\n');
    child.kill("SIGTERM");

    expect(await end).toEqual({ code: null, signal: "SIGTERM", errors: "" });
    expect(output()).not.toContain("TRACE");
  });

  it("settles what it has on SIGTERM", async () => {
    const folder = newFolder();
    const { child, output, ended: end } = start("write", folder, { FLUSH_INTERVAL_SECONDS: "3600" });
    // The first state covers no record: once it is returned, everything sent with it has been read.
    child.stdin.write(recordLine("people", { id: 1 }) + stateLine(1, "people") + stateLine(2, "a/b"));
    await once(child.stdout, "data");
    child.kill("SIGTERM");

    expect(await end).toEqual({ code: null, signal: "SIGTERM", errors: "" });
    expect(read(folder, "people.jsonl")).toBe('{"id":1}\n');
    expect(output().trim().split("\n")).toHaveLength(2);
  });

  it("ends with one TRACE and 1 if it cannot write", async () => {
    const { child, output, ended: end } = start("write", "/nowhere");
    child.stdin.end(recordLine("people"));

    expect(await end).toEqual({ code: 1, signal: null, errors: "" });
    expect(JSON.parse(output())).toMatchObject({ type: "TRACE", trace: { error: { failure_type: "config_error" } } });
  });

  it("ends quietly with 1 if its output has no reader", async () => {
    const { child, ended: end } = start("write", newFolder(), { FLUSH_INTERVAL_SECONDS: "0.02" });
    child.stdout.destroy();
    const feed = setInterval(() => {
      child.stdin.write(stateLine(1, "people"));
    }, 10);
    child.stdin.on("error", () => {});

    expect(await end).toEqual({ code: 1, signal: null, errors: "" });
    clearInterval(feed);
  });
});
