import { comparedKey } from "../keys.ts";
import type { Key } from "../object-type.ts";
import type { Row } from "../row.ts";

interface MergingRules {
  /** Columns needed to create. Both rows must fill them, or merging would turn an update into a creation. */
  readonly required: readonly string[];
  /** The natural ones must be equal: a key that is new in the later row may belong to another thing. */
  readonly keys: readonly Key[];
  /** Columns whose effect depends on what is already held, so two rows are two steps. */
  readonly stepwise: readonly string[];
}

/** Whether two rows sent as one have the same result as one after the other. */
export function areMergeable(earlier: Row, later: Row, { keys, required, stepwise }: MergingRules): boolean {
  const isIn = (column: string): boolean => column in earlier.values || column in later.values;
  if (!haveSameKey(earlier, later, keys)) return false;
  if (!required.every((column) => isFilledIn(earlier, column) && isFilledIn(later, column))) return false;
  if (stepwise.some(isIn)) return false;
  return keys.every((key) => {
    const [before, after] = [earlier, later].map(({ values }) => comparedKey(values[key.column], key));
    return !key.isNatural || after === undefined || before === after;
  });
}

/** Rows with different keys are about two things, even if they share another key, such as an address. */
function haveSameKey(earlier: Row, later: Row, keys: readonly Key[]): boolean {
  if (earlier.key.column !== later.key.column) return false;
  const key = keys.find(({ column }) => column === later.key.column);
  return key !== undefined && comparedKey(earlier.key.value, key) === comparedKey(later.key.value, key);
}

function isFilledIn({ values }: Row, column: string): boolean {
  return (values[column] ?? null) !== null;
}
