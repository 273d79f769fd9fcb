import { ConfigError } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import { checkEntries, findEntry } from "./stream-entry.ts";

const stream = (name: string, namespace?: string) => ({ name, json_schema: {}, ...(namespace && { namespace }) });
const entry = (name: string, namespace?: string) => ({
  name,
  object: "users",
  ...(namespace !== undefined && { namespace }),
});

function warningsOf(
  entries: readonly ReturnType<typeof entry>[],
  streams: readonly ReturnType<typeof stream>[],
): string[] {
  const warnings: string[] = [];
  const ignore = (): void => {};
  checkEntries(entries, streams, {
    debug: ignore,
    info: ignore,
    warn: (message) => void warnings.push(message),
    error: ignore,
    redact: ignore,
  });
  return warnings;
}

describe("an entry of the setting streams", () => {
  it("for a namespace takes precedence over one for all, in any order", () => {
    const entries = [entry("people"), entry("people", "crm"), entry("people", "shop")];
    expect(findEntry(stream("people", "crm"), entries)).toBe(entries[1]);
    expect(findEntry(stream("people", "other"), entries)).toBe(entries[0]);
    expect(findEntry(stream("people"), entries)).toBe(entries[0]);
  });

  it("with an empty namespace applies to all", () => {
    const entries = [entry("people", "")];
    expect(findEntry(stream("people", "crm"), entries)).toBe(entries[0]);
  });

  it.each([
    ["another namespace", [stream("people", "crm")], /"crn".*the namespace "crm"/],
    ["no namespace", [stream("people")], /"crn".*no namespace/],
  ])("for a namespace is a config error if the connection has the stream in %s", (_where, streams, message) => {
    const check = (): unknown => warningsOf([entry("people", "archive"), entry("people", "crn")], streams);
    expect(check).toThrow(ConfigError);
    expect(check).toThrow(message);
  });

  it("for a stream in another case is a config error, unless such a stream exists too", () => {
    expect(() => warningsOf([entry("People")], [stream("people")])).toThrow(/"People".*calls it "people"/);
    expect(warningsOf([entry("People")], [stream("people"), stream("People")])).toEqual([]);
  });

  it("for a stream of another connection causes a warning, one for all of them", () => {
    const entries = [entry("people", "crm"), entry("people", "shop"), entry("leads")];
    expect(warningsOf(entries, [stream("people", "crm")])).toEqual([
      expect.stringContaining('"people" in the namespace "shop", "leads"'),
    ]);
  });

  it("for one namespace leaves the stream of the same name in another without an entry", () => {
    expect(warningsOf([entry("users", "crm")], [stream("users", "crm"), stream("users", "shop")])).toEqual([]);
    expect(() =>
      warningsOf([entry("users", "crm"), entry("users", "shpo")], [stream("users", "crm"), stream("users", "shop")]),
    ).toThrow(/"shpo"/);
  });

  it("for each stream causes no message", () => {
    expect(warningsOf([entry("people")], [stream("people", "crm"), stream("people", "shop")])).toEqual([]);
  });
});
