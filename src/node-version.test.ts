import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isSupported, refuseNode } from "./node-version.ts";

function runOn(node: string, ...args: string[]) {
  const written = { stdout: "", stderr: "" };
  const keep = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
  const process = { argv: ["node", "main.js", ...args], versions: { node }, exitCode: 0 };
  const isRefused = refuseNode({ ...process, stdout: keep("stdout"), stderr: keep("stderr") });
  return { isRefused, ...written };
}

describe("the version of Node", () => {
  it.each([
    ["18.20.8", false],
    ["20.20.2", false],
    ["22.20.0", false],
    ["22.21.0", true],
    ["22.22.1", true],
    ["23.11.0", false],
    ["24.4.1", false],
    ["24.5.0", true],
    ["24.21.0", true],
    ["25.0.0", true],
    ["26.1.0-nightly", true],
  ])("%s is supported: %s", (version, expected) => {
    expect(isSupported(version)).toBe(expected);
  });

  it("is what package.json asks for", () => {
    const json = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as object;
    expect(json).toMatchObject({ engines: { node: "^22.21.0 || >=24.5.0" } });
  });

  it.each([
    [["check", "--config", "c.json"]],
    // Mistyped ones fail on a supported version too.
    [["chek", "--config", "c.json"]],
    [["--confg", "c.json"]],
  ])("is reported in one sentence to people, and as one TRACE to Airbyte: %j", (args) => {
    const { isRefused, stderr, stdout } = runOn("20.20.2", ...args);
    expect(isRefused).toBe(true);
    expect(stderr).toMatch(/^destination-zendesk needs Node 22\.21 [^.]*(\.\d+[^.]*)*\.\n$/);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { type: "TRACE", trace: { type: "ERROR", error: { message: stderr.trim(), failure_type: "config_error" } } },
    ]);
  });

  it.each([[[]], [["--help"]], [["check", "-h"]], [["--version"]]])(
    "is reported only to people if there is no command: %j",
    (args) => {
      const { stderr, stdout } = runOn("20.20.2", ...args);
      expect({ isReported: stderr.includes("20.20.2"), stdout }).toEqual({ isReported: true, stdout: "" });
    },
  );

  it("is not mentioned if it is supported", () => {
    expect(runOn("24.21.0", "spec")).toEqual({ isRefused: false, stderr: "", stdout: "" });
  });
});
