import { isJsonObject } from "airbyte-cdk-typescript";
import { readObject } from "./read-object.ts";

/** A rejected record as a line of a file holds it. */
export interface StoredRecord {
  readonly stream: string;
  readonly namespace: string | null;
  /** In milliseconds. */
  readonly rejectedAt: number;
  /** Its line in the input of its sync; undefined in files of earlier versions. */
  readonly inputLine: number | undefined;
  /** With the digits of its numbers. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What was lost of it before the connector got it: `meta.changes`. */
  readonly changes: unknown;
}

/** Reads a line, or says why it is not a rejected record: continues "The line …", without quoting it. */
export function readStoredRecord(text: string): StoredRecord | string {
  const line = readObject(text);
  if (typeof line === "string") return line;
  if ("fields" in line && !("record" in line)) return "describes a change, not a rejected record";
  const { input_line, namespace = null, record: data, record_changes: changes, rejected_at, stream } = line;
  if (data === null) return "has no record, because the record is nested too deeply to be stored";
  const rejectedAt = typeof rejected_at === "string" ? Date.parse(rejected_at) : NaN;
  const isComplete = isJsonObject(data) && typeof stream === "string" && !Number.isNaN(rejectedAt);
  if (!isComplete || !(namespace === null || typeof namespace === "string")) return "is not a rejected record";
  const inputLine = typeof input_line === "number" ? input_line : undefined;
  return { stream, namespace, rejectedAt, inputLine, data, changes };
}
