import { describe, expect, it } from "vitest";
import { partName, streamFolders, syncFolder } from "./reject-path.ts";

const startedAt = new Date("2026-11-22T23:46:18.042Z");

describe("a rejected record's path", () => {
  it.each([
    ["users", "users"],
    ["crm/users", "crm%2Fusers"],
    ["..", "%2E%2E"],
    ["../users", "%2E%2E%2Fusers"],
    [".hidden", "%2Ehidden"],
    ["a.b", "a.b"],
    ["", "_"],
    ["a\\b\0c", "a%5Cb%00c"],
    ["x".repeat(300), "x".repeat(200)],
  ])("takes the stream's name %j as one folder", (name, folder) => {
    expect(streamFolders({ name })).toEqual([folder]);
  });

  it("puts the namespace before the stream", () => {
    expect(streamFolders({ name: "users", namespace: "crm/eu" })).toEqual(["crm%2Feu", "users"]);
  });

  it("begins with the sync's id, or its start", () => {
    expect(syncFolder("17", startedAt)).toBe("17");
    expect(syncFolder(undefined, startedAt)).toBe("20261122T234618.042Z");
  });

  it("ends with the start and a number", () => {
    expect(partName(startedAt, 3)).toBe("20261122T234618.042Z_3.jsonl");
  });
});
