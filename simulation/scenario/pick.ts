import type { SeededRandom } from "../../testing/input/seeded-random.ts";

/** Picks one of them. An item that is listed several times is more likely. */
export function pick<Item>(items: readonly Item[], random: SeededRandom): Item {
  const item = items[random.whole(items.length)];
  if (item === undefined) throw new RangeError("there is nothing to pick from");
  return item;
}
