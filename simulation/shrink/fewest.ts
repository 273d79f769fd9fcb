/** Whether something still goes wrong with only these. */
export type StillFails<Item> = (items: readonly Item[]) => Promise<boolean>;

/** Leaves out halves, quarters and finally single items, as long as it still fails without them. */
export async function fewest<Item>(items: readonly Item[], stillFails: StillFails<Item>): Promise<readonly Item[]> {
  let kept = items;
  for (let size = Math.ceil(items.length / 2); size >= 1 && kept.length > 0; size = Math.floor(size / 2)) {
    for (let at = 0; at < kept.length;) {
      const fewer = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (await stillFails(fewer)) kept = fewer;
      else at += size;
    }
  }
  return kept;
}
