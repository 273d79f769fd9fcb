import type { StreamDescriptor } from "airbyte-cdk-typescript";

/** The folders of a stream's rejected records below the sync's: `[<namespace>/]<stream>`. */
export function streamFolders({ name, namespace }: StreamDescriptor): readonly string[] {
  return [...(namespace === undefined ? [] : [namespace]), name].map(safeName);
}

/** The folder of one sync. Airbyte looks for it by the sync's id; without one its start has to do. */
export function syncFolder(syncId: string | undefined, startedAt: Date): string {
  return safeName(syncId ?? timestamp(startedAt));
}

/** Names sort by time, and a retried sync, which has the same id, gets others than the attempt before. */
export function partName(startedAt: Date, part: number): string {
  return `${timestamp(startedAt)}_${part}.jsonl`;
}

function timestamp(time: Date): string {
  return time.toISOString().replaceAll(/[-:]/g, "");
}

/** One name, whatever a stream is called: separators are encoded, and `.` or `..` cannot remain. */
function safeName(name: string): string {
  return (
    encodeURIComponent(name)
      .replace(/^\.+/, (dots) => "%2E".repeat(dots.length))
      .slice(0, 200) || "_"
  );
}
