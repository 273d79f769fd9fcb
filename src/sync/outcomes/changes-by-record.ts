import { isDeepStrictEqual } from "node:util";
import type { FieldChange } from "../../objects/outcome.ts";
import type { PendingWrite } from "./pending-write.ts";

/**
 * What each of the records that are one row would change, as if they were sent one after the other: from the value in
 * Zendesk, or of the record before, to the record's own.
 */
export function changesByRecord(
  writes: readonly Pick<PendingWrite, "row">[],
  changes: readonly FieldChange[],
): readonly (readonly FieldChange[])[] {
  if (writes.length === 1) return [changes];
  const latest = new Map(changes.map(({ field, before }) => [field, before]));
  const isOfNone = ({ field }: FieldChange): boolean => !writes.some(({ row }) => Object.hasOwn(row.values, field));
  return writes.map(({ row }, index) =>
    changes.flatMap((change) => {
      const { field } = change;
      // A key under another name, such as a secondary address. Records are one row only where the first has all keys.
      if (isOfNone(change)) return index === 0 ? [change] : [];
      if (!Object.hasOwn(row.values, field)) return [];
      const [before, after] = [latest.get(field), row.values[field]];
      latest.set(field, after);
      return isDeepStrictEqual(before, after) ? [] : [{ field, before, after }];
    }),
  );
}
