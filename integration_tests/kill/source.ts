import { type RecordData, record, streamState } from "../../testing/input/airbyte-messages.ts";
import { SeededRandom } from "../../testing/input/seeded-random.ts";

export const STATE_EVERY = 60;

/**
 * Each person has about five records within a stretch of 75, close enough to meet in a batch, a queue or a job in
 * flight.
 */
const STRETCH = 25;
const PEOPLE_PER_STRETCH = 5;
const SOMETIMES = ["details", "alias", "user_fields.customer_number", "user_fields.shipping_address"] as const;

/** What the source has at this position, always the same. */
function recordAt(index: number): RecordData {
  const random = new SeededRandom(index);
  const notes = `record ${index}`;
  if (hasNoKey(index)) return { name: "No key", notes };
  const person = personAt(index);
  const email = hasBadAddress(index) ? `p${person}@-example.com` : `p${person}@example.com`;
  const columns = SOMETIMES.filter(() => random.happens(0.4));
  return {
    external_id: `p${person}`,
    name: `Person ${person}`,
    notes,
    ...((hasBadAddress(index) || random.happens(0.5)) && { email }),
    ...(random.happens(0.1) && { tags: [`tag-${index % 7}`] }),
    ...Object.fromEntries(columns.map((column) => [column, `AB-${1000 + (index % 9000)}`])),
  };
}

export function personAt(index: number): number {
  return (
    Math.floor(index / STRETCH) * PEOPLE_PER_STRETCH + new SeededRandom(index * 31 + 7).whole(3 * PEOPLE_PER_STRETCH)
  );
}

/** Neither can be written: the connector refuses one, Zendesk the other. */
export function isRefused(index: number): boolean {
  return hasNoKey(index) || hasBadAddress(index);
}

const hasNoKey = (index: number): boolean => index % 23 === 5;
const hasBadAddress = (index: number): boolean => index % 29 === 7;

/** The record that these notes belong to, which is the one that was written last. */
export function indexIn(notes: unknown): number {
  return Number(/^record (\d+)$/.exec(String(notes))?.[1] ?? -1);
}

/** The source's lines between two positions, with a state after every 60th record. */
export function linesFrom(start: number, end: number): string[] {
  return Array.from({ length: end - start }, (_, offset) => start + offset).flatMap((index) => {
    const isCheckpoint = (index + 1) % STATE_EVERY === 0;
    return [record(recordAt(index)), ...(isCheckpoint ? [streamState(index + 1)] : [])];
  });
}
