import type { SeededRandom } from "../../testing/input/seeded-random.ts";

/** One of them, each as likely as it stands there often. */
export function pick<Item>(items: readonly Item[], random: SeededRandom): Item {
  const item = items[random.whole(items.length)];
  if (item === undefined) throw new RangeError("there is nothing to pick from");
  return item;
}
