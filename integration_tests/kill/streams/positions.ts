import { SeededRandom } from "../../../testing/input/seeded-random.ts";

export const STATE_EVERY = 60;

/**
 * Each thing has about five records within a stretch of 75, close enough to meet in a batch, a queue or a job in
 * flight.
 */
const STRETCH = 25;
const THINGS_PER_STRETCH = 5;

/** The number of the thing that the record at this position is about. */
export function thingAt(index: number): number {
  return (
    Math.floor(index / STRETCH) * THINGS_PER_STRETCH + new SeededRandom(index * 31 + 7).whole(3 * THINGS_PER_STRETCH)
  );
}

/** The number of a thing that a record at this position, or shortly before it, writes. */
export function writtenThingAt(index: number): number {
  return isRefused(index) && index > 0 ? writtenThingAt(index - 1) : thingAt(index);
}

/** Neither can be written: the connector refuses one, Zendesk the other. */
export function isRefused(index: number): boolean {
  return hasNoKey(index) || isBadForZendesk(index);
}

export const hasNoKey = (index: number): boolean => index % 23 === 5;
export const isBadForZendesk = (index: number): boolean => index % 29 === 7;

/** A text that tells which record was written last. */
export function markOf(index: number): string {
  return `record ${index}`;
}

/** The position of the record with this mark; -1 for other texts. */
export function positionIn(mark: unknown): number {
  return Number(/^record (\d+)$/.exec(String(mark))?.[1] ?? -1);
}
