import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { fileErrorCode } from "./file-error-code.ts";

/**
 * Makes the folder and its missing parents, and returns those that it made, outermost first. Node's own recursive
 * `mkdir` never ends below /proc, where a folder's parent exists and the folder still cannot be made.
 */
export async function makeFolders(folder: string): Promise<readonly string[]> {
  const missing: string[] = [];
  let lowest = path.resolve(folder);
  while (!(await exists(lowest)) && lowest !== path.dirname(lowest)) {
    missing.unshift(lowest);
    lowest = path.dirname(lowest);
  }
  for (const each of missing) await makeFolder(each);
  if (!(await isFolder(folder))) throw Object.assign(new Error("not a folder"), { code: "EEXIST" });
  return missing;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    // Another process was faster.
    if (fileErrorCode(error) !== "EEXIST" || !(await isFolder(folder))) throw error;
  }
}

async function isFolder(folder: string): Promise<boolean> {
  return (await stat(folder)).isDirectory();
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(fileErrorCode(error) ?? "")) return false;
    throw error;
  }
}
