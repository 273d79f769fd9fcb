import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { API_KEY, ContactsApi } from "../test/contacts-api.ts";
import { CONFORMANCE_CHECKS, type DestinationCall, recordLine, spawnDestination, streamStateLine } from "./testing.ts";

const EXAMPLE = fileURLToPath(import.meta.resolve("../examples/contacts-destination.ts"));
const CONTACTS = { name: "contacts" };
const STREAM = { stream: CONTACTS, destination_sync_mode: "append_dedup" };

let api: ContactsApi;
beforeAll(async () => {
  api = await ContactsApi.start();
});
afterAll(() => api.stop());

const newConfig = () => ({
  url: api.url,
  api_key: API_KEY,
  rejects: join(mkdtempSync(join(tmpdir(), "airbyte-cdk-contacts-")), "rejects.jsonl"),
});

const start = (call: DestinationCall) => spawnDestination([process.execPath, "--conditions=source", EXAMPLE], call);

async function runWith(call: DestinationCall, lines: readonly string[] = []) {
  const running = await start(call);
  await running.send(lines);
  running.endInput();
  return running.ended;
}

describe("the README", () => {
  it("shows the example unchanged, in fewer than 80 lines", () => {
    const readme = readFileSync(fileURLToPath(import.meta.resolve("../README.md")), "utf8");
    const example = readFileSync(EXAMPLE, "utf8");

    expect(readme).toContain(`\n\`\`\`ts\n${example}\`\`\`\n`);
    expect(example.trimEnd().split("\n").length).toBeLessThan(80);
  });
});

// Each test runs a process; on a busy machine one takes a second to start.
describe("the example of the README", { timeout: 30_000 }, () => {
  it("upserts records in batches, stores those that are refused, and counts both", async () => {
    const config = newConfig();
    const contact = (index: number) => recordLine(CONTACTS, { email: `${index}@example.com`, name: `Ann ${index}` });
    const lines = [
      ...Array.from({ length: 150 }, (_, index) => contact(index)),
      recordLine(CONTACTS, { name: "No address", id: 1 }),
      contact(0),
      streamStateLine(CONTACTS, 1),
    ];
    const { code, errors, output } = await runWith({ config, catalog: { streams: [STREAM] } }, lines);

    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(output.counts).toMatchObject({ created: 150, updated: 1, rejected: 1 });
    expect(api.sizes).toEqual([100, 52]);
    expect(readFileSync(config.rejects, "utf8")).toBe('{"name":"No address","id":1}\n');
  });

  it.each([
    ["the key is wrong", { api_key: "wr0ng-key" }, /^The API key is not valid/],
    ["the API is not there", { url: "http://127.0.0.1:1" }, /^http:\/\/127\.0\.0\.1:1 cannot be reached/],
  ])("fails the check if %s", async (_what, changes, message) => {
    const { code, messages } = await runWith({ command: "check", config: { ...newConfig(), ...changes } });

    expect(code).toBe(0);
    expect(messages.at(-1)).toMatchObject({
      connectionStatus: { status: "FAILED", message: expect.stringMatching(message) },
    });
  });

  it.each(CONFORMANCE_CHECKS)("$name", async ({ run }) => {
    const checking = run({
      start,
      config: newConfig(),
      stream: STREAM,
      record: (index) => ({ email: `${index}@example.org`, name: "Jane" }),
      rejectedRecord: () => ({ name: "No address" }),
    });

    await expect(checking).resolves.toBeUndefined();
  });
});
