import { serialIn } from "../scenario/draw-people.ts";
import { notesIn } from "../scenario/draw-shape.ts";
import { Violation } from "./violation.ts";

export interface StoredReject {
  readonly serial: number;
  readonly reason: string;
}

/** The content of a line of the reject store. */
export function readReject(line: string): StoredReject {
  const { record, rejected_reason: reason } = JSON.parse(line) as {
    record: Readonly<Record<string, unknown>>;
    rejected_reason: string;
  };
  const serial = serialIn(notesIn(record));
  if (serial === undefined) throw new Violation("counted once", "a record that never was is stored as rejected");
  return { serial, reason };
}
