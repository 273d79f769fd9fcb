import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { describe, expect, it } from "vitest";

import { isState, recordLine, spawnDestination, streamStateLine } from "../testing.ts";

const EXAMPLE = fileURLToPath(import.meta.resolve("../../examples/jsonl-destination.ts"));
const PROGRAM = [process.execPath, "--conditions=source", EXAMPLE];
const PEOPLE = { name: "people" };
const catalog = { streams: [{ stream: PEOPLE, destination_sync_mode: "append" }] };

describe("spawnDestination", () => {
  it("runs a program with the files of the call, its stdin open, until it is killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "airbyte-cdk-spawned-"));
    const env = { FLUSH_INTERVAL_SECONDS: "0.02" };
    const running = await spawnDestination(PROGRAM, { config: { folder }, catalog, env });
    await running.send([recordLine(PEOPLE, { id: 1 }), streamStateLine(PEOPLE, 1)]);
    await running.seen(isState);
    running.kill("SIGKILL");

    expect(await running.ended).toMatchObject({ code: null, signal: "SIGKILL", stderr: "", errors: [] });
    expect(readFileSync(join(folder, "people.jsonl"), "utf8")).toBe('{"id":1}\n');
  });

  it("rejects for a program that prints a line that is not JSON", async () => {
    const running = await spawnDestination([process.execPath, "-e", "console.log('Hello')", "--"], { command: "spec" });

    await expect(running.ended).rejects.toThrow(/on stdout that is not JSON: Hello/);
  });

  it("returns the exit code and stderr of a program that fails", async () => {
    const script = "console.error('out of order'); process.exit(3)";
    const running = await spawnDestination([process.execPath, "-e", script, "--"], { command: "spec" });

    expect(await running.ended).toMatchObject({ code: 3, signal: null, messages: [], stderr: "out of order\n" });
  });
});
