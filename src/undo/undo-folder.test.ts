import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ConfigError } from "airbyte-cdk-typescript";
import { expect, test } from "vitest";
import { UndoFolder } from "./undo-folder.ts";

const temporaryFolder = () => mkdtemp(path.join(tmpdir(), "undo-"));

test("the folder for an undo is made with its missing parents", async () => {
  const folder = await UndoFolder.open(path.join(await temporaryFolder(), "a", "b"));
  await folder.write({ dry_run: false }, { streams: [] });
  expect(JSON.parse(await readFile(folder.config, "utf8"))).toEqual({ dry_run: false });
  expect(JSON.parse(await readFile(folder.catalog, "utf8"))).toEqual({ streams: [] });
});

test.each<[what: string, folderIn: (parent: string) => string, code: string]>([
  // Node's own recursive mkdir never returns there.
  ["where no folder can be made", () => "/proc/no/such/folder", "ENOENT"],
  ["below a file", (parent) => path.join(parent, "config.json", "below"), "ENOTDIR"],
  ["that has a config already", (parent) => parent, "EEXIST"],
])("a folder %s is refused with the error's code", async (_what, folderIn, code) => {
  const parent = await temporaryFolder();
  await writeFile(path.join(parent, "config.json"), "{}");
  const folder = folderIn(parent);
  const opening = UndoFolder.open(folder);
  await expect(opening).rejects.toThrow(ConfigError);
  await expect(opening).rejects.toThrow(`cannot be written to ${folder} (${code}). Name a new folder with --into.`);
});
