import type { StreamDescriptor } from "airbyte-cdk-typescript";

/** A place where rejected records are kept. */
export interface RejectStore {
  /** Resolves when the lines will survive a crash. Calls do not overlap. */
  append(stream: StreamDescriptor, lines: readonly string[]): Promise<void>;
  close(): Promise<void>;
  /** What to tell people who look for the records, e.g. a path. */
  readonly location: string;
  /** For how long lines are worth gathering before an `append`, in milliseconds. */
  readonly gatherMs: number;
}
