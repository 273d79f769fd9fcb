import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type { RecordData } from "../input/airbyte-messages.ts";

/** A line of a reject file. */
export interface RejectedRecord {
  readonly stream: string;
  readonly namespace: string | null;
  readonly object: string;
  readonly rejected_at: string;
  readonly rejected_reason: string;
  readonly rejected_field: string | null;
  readonly rejected_message: string;
  readonly zendesk: { readonly ids?: readonly (number | string)[] } | null;
  readonly record: RecordData;
}

/** The current lines of the reject files below the folder. Throws for a line that is not complete yet. */
export function rejectedIn(folder: string): readonly RejectedRecord[] {
  return linesIn(folder, (file) => !file.includes("_changes_")).map((line) => JSON.parse(line) as RejectedRecord);
}

/** What a dry run would change, from the files below the folder. */
export function changesIn(folder: string): readonly unknown[] {
  return linesIn(folder, (file) => file.includes("_changes_")).map((line) => JSON.parse(line) as unknown);
}

function linesIn(folder: string, isWanted: (file: string) => boolean): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".jsonl") && isWanted(file))
    .flatMap((file) => readFileSync(path.join(folder, file), "utf8").split("\n"))
    .filter((line) => line !== "");
}
