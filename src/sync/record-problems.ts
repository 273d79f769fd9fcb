import type { Rejection } from "../rejects/rejection.ts";

/** A record may have any number of keys that no field has. */
const MOST_TOLD = 100;

/** One rejection that says all that is wrong with a record. */
export function combineRejections(rejections: readonly Rejection[]): Rejection {
  const [first] = rejections;
  if (!first) throw new Error("a record is rejected for nothing");
  const told = rejections.slice(0, MOST_TOLD).map(({ message }) => message);
  const others = rejections.length - told.length;
  if (others > 0) told.push(`${others} more values are invalid.`);
  return { ...first, message: told.join(" ") };
}
