import { describe, expect, it } from "vitest";

import { FakeHost, waitUntil } from "../test/fake-host.ts";
import { catalogFile, configFile, RecordingDestination } from "../test/recording-destination.ts";
import { run } from "./run.ts";

const about = { name: "destination-things", version: "1.2.3", environment: { THINGS_URL: "where things are" } };

async function textOf(...args: string[]) {
  const host = new FakeHost(args);
  const code = await run(new RecordingDestination({ about }), host);
  return { code, text: host.text };
}

describe("a command for people", () => {
  it.each([
    [["--help"], 0],
    [["-h"], 0],
    [["write", "--help"], 0],
    [[], 1],
  ])("prints help as plain text: %j", async (args, expectedCode) => {
    const { code, text } = await textOf(...args);

    expect(code).toBe(expectedCode);
    expect(text).toMatch(/^Usage: destination-things COMMAND\n\nCommands:\n {2}spec {2,}/);
    for (const part of ["write --config FILE --catalog FILE", "FLUSH_INTERVAL_SECONDS", "THINGS_URL  "]) {
      expect(text).toContain(part);
    }
  });

  it("prints the version as plain text", async () => {
    expect(await textOf("--version")).toEqual({ code: 0, text: "destination-things 1.2.3\n" });
  });
});

describe("write, with a terminal as stdin", () => {
  it.each([
    [true, "Waiting for Airbyte messages on stdin, one JSON object per line. Ctrl+D ends the input.\n"],
    [false, null],
  ])("says on stderr what it waits for: %s", async (isTTY, said) => {
    const host = new FakeHost(["write", "--config", configFile(), "--catalog", catalogFile("a")]);
    Object.assign(host.stdin, { isTTY });
    const destination = new RecordingDestination();
    const code = run(destination, host);
    await waitUntil(() => destination.sync !== undefined);

    expect(host.stderr.read()?.toString() ?? null).toBe(said);
    host.stdin.end();
    expect(await code).toBe(0);
    expect(host.text).toBe("");
  });
});
