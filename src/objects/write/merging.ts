import { comparedKey } from "../keys.ts";
import type { Key, ObjectType } from "../object-type.ts";
import type { Row } from "../row.ts";

/** Whether two rows sent as one have the same result as one after the other. */
export function areMergeable(
  earlier: Row,
  later: Row,
  { keys, quirks, requiredToCreate, stepwise }: Pick<ObjectType, "keys" | "quirks" | "requiredToCreate" | "stepwise">,
): boolean {
  const isIn = (column: string): boolean => column in earlier.values || column in later.values;
  if (!haveSameKey(earlier, later, keys)) return false;
  // Otherwise merging would turn an update into a creation.
  if (!mayCreate(earlier, requiredToCreate) || !mayCreate(later, requiredToCreate)) return false;
  if (!stepwise || stepwise.some(isIn)) return false;
  if (quirks?.mergeable?.(earlier, later) === false) return false;
  // A natural key that is new in the later row may belong to another thing.
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

function mayCreate({ values }: Row, required: ObjectType["requiredToCreate"]): boolean {
  return required.every((columns) => columns.some((column) => (values[column] ?? null) !== null));
}
