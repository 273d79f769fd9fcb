import type { PendingRecord } from "airbyte-cdk-typescript";
import type { Dependency } from "../../objects/dependency.ts";
import type { Row } from "../../objects/row.ts";

/** A record on its way, with the row that it makes by itself. */
export interface PendingWrite {
  /** The order of arrival across all streams of the object. */
  readonly sequence: number;
  readonly record: PendingRecord;
  /** Its position among its stream's records, from 1, to name it without its values. */
  readonly ordinal: number;
  readonly row: Row;
  /** What records of the sync may wait for until this one has its outcome. */
  readonly things: readonly string[];
  /** What it waits for itself, if the sync writes that too. */
  readonly dependencies: readonly Dependency[];
  /** As in the record, whether it is sent or not. */
  readonly externalId: string | undefined;
}
