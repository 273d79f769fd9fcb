import type { ObjectType } from "../../objects/object-type.ts";
import type { RowWriter } from "../../objects/write/row-writer.ts";
import type { WriteQueue } from "./write-queue.ts";

/** An object that the sync writes: where its records wait, and what writes them. */
export interface Pipeline {
  readonly object: ObjectType;
  readonly writer: RowWriter;
  readonly queue: WriteQueue;
}
