import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { RejectFile } from "./reject-file.ts";

describe("a file of rejected records", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "destination-zendesk-test-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("has a line for each record, in order", async () => {
    const file = path.join(folder, "whole.jsonl");
    const rejects = await RejectFile.create(file);
    await rejects.append(["1", "é"]);
    await rejects.append(["3"]);
    await rejects.close();
    expect(readFileSync(file, "utf8")).toBe("1\né\n3\n");
  });

  it("accepts nothing after it was deleted, because it would be lost", async () => {
    const file = path.join(folder, "deleted.jsonl");
    const rejects = await RejectFile.create(file);
    await rejects.append(["1"]);
    rmSync(file);
    await expect(rejects.append(["2"])).rejects.toMatchObject({ code: "ENOENT" });
    await rejects.close();
  });

  it("is opened again at the position where it was closed", async () => {
    const file = path.join(folder, "closed.jsonl");
    const rejects = await RejectFile.create(file);
    await rejects.append(["1"]);
    await rejects.close();
    await rejects.append(["2"]);
    await rejects.close();
    expect(readFileSync(file, "utf8")).toBe("1\n2\n");
  });

  it.each<[what: string, replace: (file: string) => void, code: string]>([
    ["deleted", () => {}, "ENOENT"],
    ["replaced by another file", (file) => writeFileSync(file, "precious"), "ENOENT"],
    ["replaced by a link", (file) => symlinkSync(path.join(folder, "target"), file), "ELOOP"],
  ])("accepts nothing after it was %s while it was closed", async (what, replace, code) => {
    const file = path.join(folder, `${what}.jsonl`);
    writeFileSync(path.join(folder, "target"), "precious");
    const rejects = await RejectFile.create(file);
    await rejects.append(["1"]);
    await rejects.close();
    // The other file exists first, because it could otherwise get the inode number of the deleted one.
    const other = path.join(folder, "other");
    replace(other);
    rmSync(file);
    if (existsSync(other)) renameSync(other, file);
    await expect(rejects.append(["2"])).rejects.toMatchObject({ code });
    await rejects.close();
    const left = [path.join(folder, "target"), file].filter((each) => existsSync(each));
    expect(left.map((each) => readFileSync(each, "utf8"))).toEqual(left.map(() => "precious"));
    rmSync(file, { force: true });
  });

  // What a failed write left is removed again: see integration_tests/rejects/reject-folder.test.ts.
  it.runIf(existsSync("/dev/full"))("fails with the disk's error, even if nothing can be cut off", async () => {
    const full = await open("/dev/full", "a");
    const rejects = new RejectFile("/dev/full", full, (await full.stat()).ino);
    await expect(rejects.append(["1"])).rejects.toMatchObject({ code: "ENOSPC" });
    await rejects.close();
  });
});
