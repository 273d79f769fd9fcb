import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** A folder for the duration of one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "destination-zendesk-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A file `config.json` with this JSON, for the duration of one test. */
export function temporaryConfig(content: unknown): string {
  const file = path.join(temporaryFolder(), "config.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}
