import { type Refusal, isRefusal, refusalOf } from "./refusal.ts";

type Answer<Item, Found> = { readonly items: readonly Item[] } & (
  | { readonly found: Found }
  | { readonly refusal: Refusal }
);

/** A request that is refused is split until the item at fault is alone: nothing is wrong with the others. */
export async function requestInParts<Item, Found>(
  items: readonly Item[],
  request: (items: readonly Item[]) => Promise<Found>,
): Promise<readonly Answer<Item, Found>[]> {
  try {
    return [{ items, found: await request(items) }];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (items.length === 1) return [{ items, refusal: refusalOf(error) }];
  }
  const half = Math.ceil(items.length / 2);
  const first = await requestInParts(items.slice(0, half), request);
  return [...first, ...(await requestInParts(items.slice(half), request))];
}
