import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

export interface RejectedRecord {
  readonly stream: string;
  readonly rejected_reason: string;
  readonly rejected_message: string;
  readonly record: Readonly<Record<string, unknown>>;
}

/** From the files that their owner would read. */
export async function readRejected(folder: string): Promise<readonly RejectedRecord[]> {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  const texts = await Promise.all(
    files.filter((file) => file.endsWith(".jsonl")).map((file) => readFile(path.join(folder, file), "utf8")),
  );
  const lines = texts.flatMap((text) => text.trimEnd().split("\n"));
  return lines.map((line) => JSON.parse(line) as RejectedRecord);
}
