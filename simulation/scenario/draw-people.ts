import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { type KeyShape, externalIdOf, unknownIdOf } from "./draw-keys.ts";
import { VALUE_MARK } from "./value-mark.ts";

/** How the records of a stream identify their person. */
export type Keying =
  | "external_id"
  | "email"
  | "both"
  | "mixed_case"
  | "either"
  | "linked_later"
  | "moving"
  | "tangled"
  | "id"
  | "id_and_others";

export interface PersonKeys {
  readonly keying: Keying;
  readonly keyShape: KeyShape;
  /** Zendesk's id of a person whom the account has. */
  readonly idOf: (person: string) => string | undefined;
}

/** The keys of a person's record, as Zendesk should hold them. `turn` counts the person's records from 0. */
export function keysOf(
  { idOf, keying, keyShape }: PersonKeys,
  person: string,
  turn: number,
  random: SeededRandom,
): RecordData {
  const external_id = externalIdOf(person, keyShape);
  const email = `${VALUE_MARK}.${person}@example.com`;
  switch (keying) {
    case "id":
      return { id: idOf(person) ?? unknownIdOf(person) };
    // Keys of their own come with the id, or are left as they are.
    case "id_and_others":
      return { id: idOf(person) ?? unknownIdOf(person), ...(random.happens(0.5) && { external_id, email }) };
    case "external_id":
      return { external_id };
    case "email":
      return { email };
    case "both":
      return { external_id, email };
    case "mixed_case":
      return { external_id: anyCase(external_id, random), email: anyCase(email, random) };
    // The first record shows that both keys belong to one person.
    case "either":
      if (turn === 0 || random.happens(0.3)) return { external_id, email };
      return random.happens(0.5) ? { external_id } : { email };
    case "linked_later":
      if (turn === 0) return { email };
      return turn === 1 || random.happens(0.4) ? { external_id, email } : { external_id };
    // The person's address changes now and then.
    case "moving":
      return { external_id, email: `${VALUE_MARK}.${person}.${Math.floor(turn / 2)}@example.com` };
    // Keys that later, and only sometimes, turn out to belong to one person. Whether a record is accepted depends on
    // the order.
    case "tangled": {
      const other = random.happens(0.15) ? `${VALUE_MARK}.${person}-other@example.com` : email;
      if (random.happens(0.3)) return { external_id, email: other };
      return random.happens(0.5) ? { external_id } : { email: other };
    }
  }
}

/** In a stored user, shows which record wrote it last. */
export function notesOf(serial: number): string {
  return `${VALUE_MARK} ${serial}`;
}

/** The record that wrote these notes; undefined if no record did. */
export function serialIn(notes: unknown): number | undefined {
  if (typeof notes !== "string" || !notes.startsWith(`${VALUE_MARK} `)) return undefined;
  return Number(notes.slice(VALUE_MARK.length + 1));
}

function anyCase(text: string, random: SeededRandom): string {
  return random.happens(0.5) ? text : text.toUpperCase();
}
