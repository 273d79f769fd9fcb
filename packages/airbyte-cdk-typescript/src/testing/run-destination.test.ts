import { describe, expect, it } from "vitest";

import { ListDestination } from "../../test/list-destination.ts";
import { isState, recordLine, runDestination, startDestination, streamStateLine } from "../testing.ts";

const PEOPLE = { name: "people" };
const catalog = { streams: [{ stream: PEOPLE, destination_sync_mode: "append" }] };
const config = { token: "s3cr3t-token" };

describe("runDestination", () => {
  it("gives the lines to write, and returns what was printed and the exit code", async () => {
    const destination = new ListDestination();
    const lines = [recordLine(PEOPLE, { id: 1 }), recordLine(PEOPLE, {}), streamStateLine(PEOPLE, 7)];
    const { code, signal, states, errors, output } = await runDestination(destination, { config, catalog, lines });

    expect({ code, signal, errors }).toEqual({ code: 0, signal: null, errors: [] });
    expect(destination.list).toEqual([{ id: 1 }]);
    expect(states).toMatchObject([{ stream: { stream_state: { cursor: 7 } }, destinationStats: { recordCount: 1 } }]);
    expect(output.counts).toMatchObject({ written: 1, created: 1, rejected: 1 });
  });

  it("returns the logs and the errors of a sync that fails", async () => {
    const cut = recordLine(PEOPLE, { id: 1 }).slice(0, -1);
    const { code, errors, logs } = await runDestination(new ListDestination(), { config, catalog, lines: [cut] });

    expect(code).toBe(1);
    expect(errors).toMatchObject([{ failure_type: "system_error", message: expect.stringContaining("Line 1") }]);
    expect(logs).toMatchObject([{ level: "INFO" }]);
  });

  it.each([
    ["spec", {}, "SPEC"],
    ["check", { config }, "CONNECTION_STATUS"],
    ["discover", { config }, "DESTINATION_CATALOG"],
  ] as const)("runs %s", async (command, files, type) => {
    const { code, messages } = await runDestination(new ListDestination(), { command, ...files });

    expect(code).toBe(0);
    expect(messages.map((message) => message.type)).toEqual([type]);
  });
});

describe("startDestination", () => {
  it("leaves stdin open, so that a test can wait for a state and end the sync by a signal", async () => {
    const env = { FLUSH_INTERVAL_SECONDS: "0.02" };
    const running = startDestination(new ListDestination(), { config, catalog, env });
    await running.send([recordLine(PEOPLE, { id: 1 }), streamStateLine(PEOPLE, 1)]);
    await running.seen(isState);
    running.kill("SIGTERM");

    expect(await running.ended).toMatchObject({ code: null, signal: "SIGTERM", errors: [] });
  });

  it("says what was printed if the destination ends before what a test waits for", async () => {
    const running = startDestination(new ListDestination(), { config: { token: 1 }, catalog });

    await expect(running.seen(isState)).rejects.toThrow(/ended first:\n.*config_error/);
  });
});
