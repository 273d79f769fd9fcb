import type { StreamDescriptor } from "airbyte-cdk-typescript";

/** What a line is about: a rejected record, or what a record changes. */
export type LineKind = "rejected" | "changes";

/** A place that stores lines about records: rejected ones, and what others change. */
export interface RejectStore {
  /** Resolves when the lines will survive a crash. Calls do not overlap. Without a kind, they are rejected records. */
  append(stream: StreamDescriptor, lines: readonly string[], kind?: LineKind): Promise<void>;
  close(): Promise<void>;
  /** Where people find the records, e.g. a path. */
  readonly location: string;
  /** How long to collect lines before an `append`, in milliseconds. */
  readonly gatherMs: number;
}

/** The sync whose records are stored. */
export interface KeptSync {
  /** Airbyte's id of the sync; a retried sync has the same. */
  readonly id: string | undefined;
  readonly startedAt: Date;
  readonly isDryRun: boolean;
}
