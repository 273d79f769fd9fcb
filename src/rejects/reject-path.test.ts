import type { StreamDescriptor } from "airbyte-cdk-typescript";
import { describe, expect, it } from "vitest";
import { partName, streamFolders, syncFolder } from "./reject-path.ts";

const startedAt = new Date("2026-11-22T23:46:18.042Z");
const sync = { id: "17", startedAt, isDryRun: false };

describe("a rejected record's path", () => {
  it.each([
    ["users", "users"],
    ["crm/users", "crm%2Fusers"],
    ["..", "%2E%2E"],
    ["../users", "%2E%2E%2Fusers"],
    [".hidden", "%2Ehidden"],
    ["a.b", "a.b"],
    ["", "%"],
    ["_", "_"],
    ["a\\b\0c", "a%5Cb%00c"],
    ["%2e%2e/", "%252e%252e%2F"],
    ["C:\\x", "C%3A%5Cx"],
    ["/etc", "%2Fetc"],
    ["__proto__", "__proto__"],
  ])("uses one folder for the stream name %j", (name, folder) => {
    expect(streamFolders({ name })).toEqual([folder]);
  });

  it("puts the namespace before the stream", () => {
    expect(streamFolders({ name: "users", namespace: "crm/eu" })).toEqual(["crm%2Feu", "users"]);
  });

  it("has a separate folder for each stream", () => {
    const long = "x".repeat(300);
    const [cut = ""] = streamFolders({ name: long });
    const streams: StreamDescriptor[] = [
      { namespace: "a/b", name: "c" },
      { namespace: "a", name: "b/c" },
      { namespace: "a", name: "b%2Fc" },
      { name: "a/b/c" },
      { name: "" },
      { name: "%" },
      { name: "_" },
      { namespace: "", name: "c" },
      { namespace: "%", name: "c" },
      { name: "c" },
      { name: long },
      { name: `${long}y` },
      { name: "x".repeat(200) },
      { name: cut },
      { name: "\uD800" },
      { name: "\uD801" },
      { name: "\uFFFD" },
      { name: "%2E" },
      { name: "." },
      { name: "..", namespace: ".." },
    ];
    const folders = streams.map((stream) => streamFolders(stream).join("/"));
    expect(new Set(folders).size).toBe(streams.length);
    for (const folder of folders.flatMap((each) => each.split("/"))) {
      expect(folder).toMatch(/^[^./\\\0][^/\\\0]*$/);
      expect(folder.length).toBeLessThanOrEqual(200);
    }
  });

  it.each([
    ["../../etc", "%2E%2E%2F..%2Fetc"],
    ["-1", "-1"],
    ["1e+300", "1e%2B300"],
    ["..", "%2E%2E"],
    ["", "%"],
    ["/", "%2F"],
  ])("begins with one folder for the sync id %j", (syncId, folder) => {
    expect(syncFolder({ ...sync, id: syncId })).toBe(folder);
  });

  it("begins with the sync id, or the sync's start time", () => {
    expect(syncFolder(sync)).toBe("17");
    expect(syncFolder({ ...sync, id: undefined })).toBe("20261122T234618.042Z");
  });

  it("begins with a separate folder for a dry run", () => {
    expect(syncFolder({ ...sync, isDryRun: true })).toBe("dry-run-17");
    expect(syncFolder({ ...sync, id: undefined, isDryRun: true })).toBe("dry-run-20261122T234618.042Z");
  });

  it("ends with the start and a number", () => {
    expect(partName(sync, 3)).toBe("20261122T234618.042Z_3.jsonl");
    expect(partName(sync, 3, "changes")).toBe("20261122T234618.042Z_changes_3.jsonl");
  });
});
