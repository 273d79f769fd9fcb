import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { checkLocalRejects } from "./check-local-rejects.ts";
import { LocalRejectStore } from "./local-reject-store.ts";
import { RejectFile } from "./reject-file.ts";
import { partName } from "./reject-path.ts";

const STARTED_AT = new Date("2026-11-22T10:00:00Z");
const SYNC = { id: "7", startedAt: STARTED_AT, isDryRun: false };
const STREAM = { name: "users" };

let outside: string;
let folder: string;

beforeEach(async () => {
  outside = await mkdtemp(path.join(tmpdir(), "destination-zendesk-test-"));
  folder = path.join(outside, "rejected");
});
afterEach(() => rm(outside, { recursive: true }));

async function append(root: string, syncId = "7"): Promise<void> {
  const store = new LocalRejectStore(root, { ...SYNC, id: syncId });
  try {
    await store.append(STREAM, ["a line"]);
  } finally {
    await store.close();
  }
}

const written = (root: string, part = 0): Promise<string> =>
  readFile(path.join(root, "7", "users", partName(SYNC, part)), "utf8");

describe("rejected records in a folder", () => {
  it("go into a new file if the file's name is already taken", async () => {
    await append(folder);
    await append(folder);
    expect([await written(folder, 0), await written(folder, 1)]).toEqual(["a line\n", "a line\n"]);
  });

  it("say what to do if the disk reports an error only when their file is closed", async () => {
    const full = Object.assign(new Error("full"), { code: "ENOSPC" });
    const close = vi.spyOn(RejectFile.prototype, "close").mockRejectedValueOnce(full);
    onTestFinished(() => close.mockRestore());
    await expect(append(folder)).rejects.toMatchObject({
      failureType: "config_error",
      message: expect.stringContaining(`(${folder}) is full (ENOSPC)`) as unknown,
    });
  });

  it.each([
    ["a file", "precious"],
    ["nothing", undefined],
  ])("do not follow a link to %s that has their file's name", async (_what, content) => {
    const target = path.join(outside, "target");
    if (content !== undefined) await writeFile(target, content);
    await mkdir(path.join(folder, "7", "users"), { recursive: true });
    await symlink(target, path.join(folder, "7", "users", partName(SYNC, 0)));
    await append(folder);
    expect(await written(folder, 1)).toBe("a line\n");
    expect(await readFile(target, "utf8").catch(() => undefined)).toBe(content);
  });

  it.each(["7", "7/users"])("do not leave the folder through a link at %s", async (planted) => {
    const target = path.join(outside, "target");
    await mkdir(target);
    await mkdir(path.dirname(path.join(folder, planted)), { recursive: true });
    await symlink(target, path.join(folder, planted));
    await expect(append(folder)).rejects.toMatchObject({
      failureType: "config_error",
      message: expect.stringContaining("ELOOP") as string,
    });
    expect((await readdir(target, { recursive: true })).filter((name) => name.endsWith(".jsonl"))).toEqual([]);
  });

  it("may be in a folder that is itself reached by a link", async () => {
    await mkdir(folder);
    const link = path.join(outside, "link");
    await symlink(folder, link);
    await append(link);
    expect(await written(folder)).toBe("a line\n");
  });

  it.each(["../../escaped", "..", "/etc", "-1", "1e+300"])(
    "stay below it, whatever the sync's id: %j",
    async (syncId) => {
      await append(folder, syncId);
      expect(await readdir(outside)).toEqual(["rejected"]);
      expect(await readdir(folder)).toHaveLength(1);
    },
  );
});

describe("lines about what a dry run would change", () => {
  it("go into files next to those of rejected records", async () => {
    const store = new LocalRejectStore(folder, { ...SYNC, isDryRun: true });
    await store.append(STREAM, ["rejected"]);
    await store.append(STREAM, ["changes"], "changes");
    await store.append(STREAM, ["changes too"], "changes");
    await store.close();
    const files = path.join(folder, "dry-run-7", "users");
    expect((await readdir(files)).toSorted()).toEqual([partName(SYNC, 0), partName(SYNC, 0, "changes")].toSorted());
    expect(await readFile(path.join(files, partName(SYNC, 0, "changes")), "utf8")).toBe("changes\nchanges too\n");
  });
});

describe("the check of the folder", () => {
  it("leaves nothing behind, and tolerates what a killed check left", async () => {
    await mkdir(folder);
    const left = [`_check_test_${process.pid}`, "_check_test_1"];
    for (const name of left) await writeFile(path.join(folder, name), "test\n");
    await checkLocalRejects(folder);
    expect((await readdir(folder)).toSorted()).toEqual(left.toSorted());
  });

  it("removes the folders that it created, and no others", async () => {
    await mkdir(folder);
    await checkLocalRejects(path.join(folder, "a", "b", "c"));
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ["/proc/no/such/folder", "ENOENT"],
    ["/dev/null", "EEXIST"],
    ["/dev/null/folder", "ENOTDIR"],
    ["/tmp/a\u0000folder", "ERR_INVALID_ARG_VALUE"],
  ])("ends with the error of %s: %s", async (impossible, code) => {
    await expect(checkLocalRejects(impossible)).rejects.toMatchObject({
      failureType: "config_error",
      message: expect.stringContaining(`(${impossible}): ${code}.`) as string,
    });
  });

  it("fails if the process that tests the folder ends without a result", async () => {
    await mkdir(folder);
    const ending = path.join(folder, "ending.cjs");
    await writeFile(ending, "process.exit(0);");
    vi.stubEnv("NODE_OPTIONS", `--require ${ending}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(checkLocalRejects(folder)).rejects.toMatchObject({ failureType: "config_error" });
  });

  it("ends when the folder does not answer", async () => {
    await expect(checkLocalRejects(folder, 0)).rejects.toMatchObject({
      failureType: "config_error",
      message: expect.stringContaining("ETIMEDOUT") as string,
    });
  });
});
