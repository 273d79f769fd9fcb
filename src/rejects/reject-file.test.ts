import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { RejectFile } from "./reject-file.ts";

describe("a file of rejected records", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "destination-zendesk-test-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("holds a line for each, in order", async () => {
    const file = path.join(folder, "whole.jsonl");
    const rejects = new RejectFile(await open(file, "ax"));
    await rejects.append(["1", "é"]);
    await rejects.append(["3"]);
    await rejects.close();
    expect(readFileSync(file, "utf8")).toBe("1\né\n3\n");
  });

  it("takes nothing once it was deleted: what is written then is lost", async () => {
    const file = path.join(folder, "deleted.jsonl");
    const rejects = new RejectFile(await open(file, "ax"));
    await rejects.append(["1"]);
    rmSync(file);
    await expect(rejects.append(["2"])).rejects.toMatchObject({ code: "ENOENT" });
    await rejects.close();
  });

  // What a failed write left is cut off again: see integration_tests/reject-folder.test.ts.
  it.runIf(existsSync("/dev/full"))("fails with the disk's error, even if nothing can be cut off", async () => {
    const rejects = new RejectFile(await open("/dev/full", "a"));
    await expect(rejects.append(["1"])).rejects.toMatchObject({ code: "ENOSPC" });
    await rejects.close();
  });
});
