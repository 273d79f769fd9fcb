import { accessSync, constants } from "node:fs";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Starts the Chromium that CHROMIUM or the path names. npm cannot install one. */
export async function startBrowser(): Promise<Browser> {
  // As root, which is common in containers, Chromium refuses to start with its sandbox.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return await chromium.launch({ executablePath: findChromium(), args });
}

function findChromium(): string {
  const named = process.env["CHROMIUM"];
  const folders = process.env["PATH"]?.split(path.delimiter) ?? [];
  const candidates = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = named ?? candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    "No Chromium found. Install it (Debian and Ubuntu: apt-get install chromium), or set CHROMIUM to the path of Chromium or Chrome.",
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
