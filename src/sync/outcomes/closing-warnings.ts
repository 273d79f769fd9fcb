import { counted } from "../../text/counted.ts";
import type { SharedThings } from "./shared-things.ts";
import type { SyncSummary } from "./sync-summary.ts";

interface SyncEnd {
  readonly summary: SyncSummary;
  readonly sharedThings: SharedThings;
  readonly areRejectsKept: boolean;
  readonly isDryRun: boolean;
  readonly maxDeletions: number;
}

/** Warnings that people should see after a sync, however it ended. */
export function closingWarnings(end: SyncEnd): readonly string[] {
  const warnings = [tooManyDeletions(end), ...end.sharedThings.warnings(), unkeptRejects(end)];
  return warnings.filter((warning) => warning !== undefined);
}

function tooManyDeletions({ isDryRun, maxDeletions, summary }: SyncEnd): string | undefined {
  if (!isDryRun || summary.deleted <= maxDeletions) return undefined;
  return (
    `A real sync would end with an error after ${counted(maxDeletions, "deletion")}, the limit in "max_deletions". ` +
    `This input asks for ${counted(summary.deleted, "deletion")}. If that is right, raise "max_deletions".`
  );
}

function unkeptRejects({ areRejectsKept, summary }: SyncEnd): string | undefined {
  if (areRejectsKept || summary.rejected === 0) return undefined;
  return `${counted(summary.rejected, "rejected record")} ${summary.rejected === 1 ? "was" : "were"} not stored. The summary has only the reasons. Set "object_storage_config" to store rejected records.`;
}
