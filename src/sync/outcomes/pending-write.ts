import type { PendingRecord } from "airbyte-cdk-typescript";
import type { Row } from "../../objects/row.ts";

/** A record on its way, as the row that it is alone. */
export interface PendingWrite {
  /** Order of arrival, over all streams of the object. */
  readonly sequence: number;
  readonly record: PendingRecord;
  /** Its place among its stream's records, from 1, to speak of it without its values. */
  readonly ordinal: number;
  readonly row: Row;
  /** As the record has it, whether it is sent or not. */
  readonly externalId: string | undefined;
}
