import { comparedKey, keyNamed, onlyFound } from "../keys.ts";
import type { Held, ObjectType } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import type { Reference } from "../relation.ts";

/**
 * What the sync itself has written, for keys that a search did not find: its index lags by minutes. Each thing is read, and
 * only one that still has the key is returned.
 */
export async function findWritten<H extends Held, R extends Reference>(
  object: Pick<ObjectType<H>, "keys" | "namedBy">,
  missed: readonly R[],
  context: RequestContext,
): Promise<ReadonlyMap<R, H>> {
  const written = missed.flatMap((reference) => {
    const compared = comparedReference(object, reference);
    const id = compared === undefined ? undefined : object.namedBy?.writtenId(`${reference.column}:${compared}`);
    return id === undefined ? [] : [{ reference, compared, id: String(id) }];
  });
  if (written.length === 0) return new Map();
  const read = await keyNamed(object, "id").find([...new Set(written.map(({ id }) => id))], context);
  return new Map(
    written.flatMap(({ compared, id, reference }) => {
      const held = onlyFound(read.get(id));
      const isSame = held && comparedReference(object, { ...reference, value: held[reference.column] }) === compared;
      return isSame ? [[reference, held] as const] : [];
    }),
  );
}

function comparedReference<H extends Held>(
  object: Pick<ObjectType<H>, "keys">,
  { column, value }: { readonly column: string; readonly value: unknown },
): string | undefined {
  return comparedKey(value, keyNamed(object, column))?.trim();
}
