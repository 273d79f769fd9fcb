import { open, rmdir, unlink } from "node:fs/promises";
import path from "node:path";
import { makeFolders } from "./folders.ts";

/** What the separate process prints if everything went well: an empty output proves nothing. */
export const PROBED = "probed";

/** Writes and deletes a file in the folder, which is created if it is missing. */
export async function probeFolder(folder: string): Promise<void> {
  await makeFolders(folder);
  await writeAndDelete(folder);
}

/** The same, but leaves nothing behind, not even folders that it created. */
export async function probeFolderTidily(folder: string): Promise<void> {
  const made = await makeFolders(folder);
  try {
    await writeAndDelete(folder);
  } finally {
    // Files that another process has put there in the meantime stay.
    for (const each of made.toReversed()) await rmdir(each).catch(() => {});
  }
}

async function writeAndDelete(folder: string): Promise<void> {
  // Checks may run at the same time, and a killed check leaves its file.
  const probe = path.join(folder, `_check_test_${crypto.randomUUID()}`);
  const file = await open(probe, "wx");
  try {
    await file.appendFile("test\n");
    await file.datasync();
  } finally {
    await file.close();
    await unlink(probe);
  }
}
