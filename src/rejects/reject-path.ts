import { createHash } from "node:crypto";
import type { StreamDescriptor } from "airbyte-cdk-typescript";
import type { KeptSync, LineKind } from "./reject-store.ts";

/** The folders of a stream's rejected records below the sync's: `[<namespace>/]<stream>`. */
export function streamFolders({ name, namespace }: StreamDescriptor): readonly string[] {
  return [...(namespace === undefined ? [] : [namespace]), name].map(safeName);
}

/** How the name of a dry run's folder begins. */
export const DRY_RUN = "dry-run-";

/** The folder of one sync. Airbyte finds it by the sync's id. Without an id, the start time is used. */
export function syncFolder({ id, isDryRun, startedAt }: KeptSync): string {
  return safeName((isDryRun ? DRY_RUN : "") + (id ?? timestamp(startedAt)));
}

/** Names sort by time. A retried sync has the same id, but gets other names than the attempt before. */
export function partName({ startedAt }: KeptSync, part: number, kind: LineKind = "rejected"): string {
  return `${timestamp(startedAt)}${kind === "changes" ? "_changes" : ""}_${part}.jsonl`;
}

/** Whether a file, perhaps compressed, has such a name. */
export function isFileOf(kind: LineKind, name: string): boolean {
  const isOfChanges = /_changes_\d+\.jsonl(?:\.gz)?$/.test(name);
  return kind === "changes" ? isOfChanges : !isOfChanges && /\.jsonl(?:\.gz)?$/.test(name);
}

/** When the process that wrote a file began, in milliseconds; undefined for a file of another name. */
export function startInName(name: string): number | undefined {
  const [, date, hours, minutes, rest] = /^(\d{8})T(\d\d)(\d\d)(\d\d\.\d{3})Z_/.exec(name) ?? [];
  if (date === undefined) return undefined;
  const day = date.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
  return Date.parse(`${day}T${hours}:${minutes}:${rest}Z`);
}

function timestamp(time: Date): string {
  return time.toISOString().replaceAll(/[-:]/g, "");
}

const LONGEST_NAME = 200;

/**
 * A file name for any stream, different for every stream: separators are encoded, and neither `.` nor `..` remains. No
 * encoding makes a `%` without two digits, so it marks names that were cut or empty.
 */
function safeName(name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/^\.+/, (dots) => "%2E".repeat(dots.length));
  if (encoded === "") return "%";
  if (encoded.length <= LONGEST_NAME && name.isWellFormed()) return encoded;
  const digest = createHash("sha256").update(name, "utf16le").digest("hex").slice(0, 32);
  return `${encoded.slice(0, LONGEST_NAME - digest.length - 2)}%-${digest}`;
}
