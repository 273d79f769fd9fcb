import type { Rejection } from "./rejection.ts";
import { counted } from "../text/counted.ts";

/** A record may have any number of invalid values. */
const MAX_LISTED = 100;

/** One rejection that says everything that is wrong with a record. */
export function combineRejections(rejections: readonly Rejection[]): Rejection {
  const [first] = rejections;
  if (!first) throw new Error("a rejected record has no reason");
  const listed = rejections.slice(0, MAX_LISTED).map(({ message }) => message);
  const others = rejections.length - listed.length;
  if (others > 0) listed.push(`${counted(others, "more value")} ${others === 1 ? "is" : "are"} invalid.`);
  const missing = rejections.every((each) => each.missing)
    ? rejections.flatMap((each) => each.missing ?? [])
    : undefined;
  return { ...first, message: listed.join(" "), missing };
}
