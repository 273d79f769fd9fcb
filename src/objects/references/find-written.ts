import { comparedKey, identityOf, keyNamed, onlyFound } from "../keys.ts";
import type { Held, ObjectType } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import type { KeyValue } from "../row.ts";

/**
 * What the sync itself has written, for keys that a search did not find: its index lags by minutes. Each thing is read, and
 * only one that still has the key is returned.
 */
export async function findWritten<H extends Held, K extends KeyValue>(
  object: Pick<ObjectType<H>, "keys" | "directory">,
  missed: readonly K[],
  context: RequestContext,
): Promise<ReadonlyMap<K, H>> {
  const written = missed.flatMap((key) => {
    const compared = comparedValue(object, key);
    const id = compared === undefined ? undefined : object.directory?.writtenId(identityOf(key.column, compared));
    return id === undefined ? [] : [{ key, compared, id: String(id) }];
  });
  if (written.length === 0) return new Map();
  const read = await keyNamed(object, "id").find([...new Set(written.map(({ id }) => id))], context);
  return new Map(
    written.flatMap(({ compared, id, key }) => {
      const held = onlyFound(read.get(id));
      const isSame = held && comparedValue(object, { ...key, value: held[key.column] }) === compared;
      return isSame ? [[key, held] as const] : [];
    }),
  );
}

function comparedValue<H extends Held>(
  object: Pick<ObjectType<H>, "keys">,
  { column, value }: { readonly column: string; readonly value: unknown },
): string | undefined {
  return comparedKey(value, keyNamed(object, column))?.trim();
}
