import { foldedKey } from "../keys.ts";
import type { Row } from "../row.ts";

interface MergingRules {
  /** Columns needed to create. Both rows must have them, or merging would turn an update into a creation. */
  readonly required: readonly string[];
  /** Keys that must be equal: a key that is new in the later row may belong to another thing. */
  readonly keys: readonly string[];
  /** Columns whose effect depends on what is already held, so two rows are two steps. */
  readonly stepwise: readonly string[];
}

/** Whether two rows sent as one have the same result as one after the other. */
export function areMergeable(earlier: Row, later: Row, { keys, required, stepwise }: MergingRules): boolean {
  const isIn = (column: string): boolean => column in earlier.values || column in later.values;
  const isInBoth = (column: string): boolean =>
    earlier.values[column] !== undefined && later.values[column] !== undefined;
  if (earlier.key.column !== later.key.column) return false;
  if (!required.every(isInBoth) || stepwise.some(isIn)) return false;
  return keys.every((key) => {
    const [before, after] = [foldedKey(earlier.values[key]), foldedKey(later.values[key])];
    return after === undefined || before === after;
  });
}
