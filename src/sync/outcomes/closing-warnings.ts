import { counted } from "../../text/counted.ts";
import type { SharedUsers } from "./shared-users.ts";
import type { SyncSummary } from "./sync-summary.ts";

interface SyncEnd {
  readonly summary: SyncSummary;
  readonly sharedUsers: SharedUsers;
  readonly areRejectsKept: boolean;
  readonly isDryRun: boolean;
  readonly maxDeletions: number;
}

/** What people should look at after a sync, however it ended. */
export function closingWarnings(end: SyncEnd): readonly string[] {
  return [tooManyDeletions(end), end.sharedUsers.warning(), unkeptRejects(end)].filter(
    (warning) => warning !== undefined,
  );
}

function tooManyDeletions({ isDryRun, maxDeletions, summary }: SyncEnd): string | undefined {
  if (!isDryRun || summary.deleted <= maxDeletions) return undefined;
  return (
    `A real sync would end with an error after ${counted(maxDeletions, "deletion")}, which is all that "max_deletions" ` +
    `allows: this input deletes ${counted(summary.deleted, "user")}. If that is right, raise "max_deletions".`
  );
}

function unkeptRejects({ areRejectsKept, summary }: SyncEnd): string | undefined {
  if (areRejectsKept || summary.rejected === 0) return undefined;
  return (
    `${counted(summary.rejected, "rejected record")} ${summary.rejected === 1 ? "was" : "were"} not kept: only the reasons ` +
    'remain, in the summary. Set "object_storage_config" to keep such records.'
  );
}
