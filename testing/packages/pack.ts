import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What `npm publish` would send. */
export interface Tarball {
  readonly file: string;
  /** The paths of its files. */
  readonly content: readonly string[];
  /** Deletes it. */
  readonly remove: () => void;
}

/** Packs the package in a folder of the repository. */
export async function pack(folder: string): Promise<Tarball> {
  const destination = mkdtempSync(path.join(tmpdir(), "packed-"));
  await run("npm", ["pack", "--silent", "--pack-destination", destination], { cwd: path.join(ROOT, folder) });
  const remove = (): void => rmSync(destination, { recursive: true });
  const [name = ""] = readdirSync(destination);
  const file = path.join(destination, name);
  const { stdout } = await run("tar", ["-tzf", file]);
  const content = stdout.trimEnd().split("\n");
  return { file, content: content.map((entry) => entry.replace(/^package\//, "")), remove };
}
