import { BLANK, type Coerced } from "./value-rule.ts";

/** No API takes more, and writing JSON overflows the stack at some 4,000. */
const DEEPEST = 100;

/** For a type of field that Zendesk has and this connector does not know yet: as it comes, judged by Zendesk alone. */
export function passThrough(value: unknown): Coerced {
  if (typeof value === "string" && value.trim() === "") return BLANK;
  return isDeeperThan(DEEPEST, value)
    ? { invalid: `is nested more than ${DEEPEST} levels deep; flatten it in the source` }
    : { value };
}

/** Level by level, since a value may be nested deeper than functions can be. */
function isDeeperThan(levels: number, value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth <= levels; depth++) {
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
    if (level.length === 0) return false;
  }
  return true;
}
