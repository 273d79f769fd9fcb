import { isDeepStrictEqual } from "node:util";
import type { FieldChange } from "../../objects/outcome.ts";
import type { PendingWrite } from "./pending-write.ts";

/**
 * What each record of a merged row would change, as if the records were sent one after the other: from the value in
 * Zendesk, or in the previous record, to the record's own.
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
      // A key under another name, such as a secondary address. Records are merged only if the first has all keys.
      if (isOfNone(change)) return index === 0 ? [change] : [];
      if (!Object.hasOwn(row.values, field)) return [];
      const [before, after] = [latest.get(field), row.values[field]];
      latest.set(field, after);
      return isDeepStrictEqual(before, after) ? [] : [{ field, before, after }];
    }),
  );
}
