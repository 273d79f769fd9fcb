import type { RecordData } from "../../integration_tests/airbyte-messages.ts";
import type { SeededRandom } from "../../integration_tests/seeded-random.ts";

/** Stands in every value of a record, so that a value that is printed is known at once. */
export const VALUE_MARK = "qzx";

/** How the records of a stream tell who they are about. */
export type Keying = "external_id" | "email" | "both" | "mixed_case" | "either" | "linked_later" | "tangled";

/** The keys of a person's record; `turn` counts the person's records from 0. */
export function keysOf(keying: Keying, person: string, turn: number, random: SeededRandom): RecordData {
  const external_id = `${VALUE_MARK}-${person}`;
  const email = `${VALUE_MARK}.${person}@example.com`;
  switch (keying) {
    case "external_id":
      return { external_id };
    case "email":
      return { email };
    case "both":
      return { external_id, email };
    case "mixed_case":
      return { external_id: anyCase(external_id, random), email: anyCase(email, random) };
    // The first record tells that the two keys are one person's.
    case "either":
      if (turn === 0 || random.chance(0.3)) return { external_id, email };
      return random.chance(0.5) ? { external_id } : { email };
    case "linked_later":
      if (turn === 0) return { email };
      return turn === 1 || random.chance(0.4) ? { external_id, email } : { external_id };
    // Keys that turn out to be one person's only later, and not always: whether a record is taken depends on the order.
    case "tangled": {
      const other = random.chance(0.15) ? `${VALUE_MARK}.${person}-other@example.com` : email;
      if (random.chance(0.3)) return { external_id, email: other };
      return random.chance(0.5) ? { external_id } : { email: other };
    }
  }
}

/** Columns that not every record has. */
export function valuesOf(serial: number, random: SeededRandom): RecordData {
  return {
    notes: notesOf(serial),
    ...(random.chance(0.4) && { details: `${VALUE_MARK} details of ${serial}` }),
    ...(random.chance(0.3) && { alias: `${VALUE_MARK} alias of ${serial}` }),
    ...(random.chance(0.3) && { "user_fields.shipping_address": `${VALUE_MARK} address of ${serial}` }),
  };
}

/** By which a stored user tells which record wrote it last. */
export function notesOf(serial: number): string {
  return `${VALUE_MARK} ${serial}`;
}

/** The record that wrote these notes; undefined for notes that are no record's. */
export function serialIn(notes: unknown): number | undefined {
  if (typeof notes !== "string" || !notes.startsWith(`${VALUE_MARK} `)) return undefined;
  return Number(notes.slice(VALUE_MARK.length + 1));
}

function anyCase(text: string, random: SeededRandom): string {
  return random.chance(0.5) ? text : text.toUpperCase();
}
