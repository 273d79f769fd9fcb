import { counted } from "./counted.ts";

/** A list may be of hundreds. */
const MAX_LISTED = 10;

/** `the organization with the id 1`, `the organizations with the ids 1, 2` */
export function namedByIds(noun: string, ids: readonly (number | string)[]): string {
  const [only] = ids;
  if (ids.length === 1) return `the ${noun} with the id ${only}`;
  const others = ids.length - MAX_LISTED;
  const listed = ids.slice(0, MAX_LISTED).join(", ");
  return `the ${noun}s with the ids ${listed}${others > 0 ? ` and ${counted(others, "other")}` : ""}`;
}
