import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { type KeyShape, externalIdOf, unknownIdOf } from "../draw-keys.ts";

/** How the records of a stream identify their ticket. */
export type TicketKeying = "external_id" | "cases" | "id" | "id_and_external_id";

export interface TicketKeys {
  readonly keying: TicketKeying;
  readonly keyShape: KeyShape;
  /** Zendesk's id of a ticket that the account has. */
  readonly idOf: (ticket: string) => string | undefined;
}

/** The keys of a ticket's record as Zendesk should hold them. `turn` counts its records from 0. */
export function keysOfTicket(
  { idOf, keying, keyShape }: TicketKeys,
  ticket: string,
  turn: number,
  random: SeededRandom,
): RecordData {
  const external_id = externalIdOf(ticket, keyShape);
  const id = idOf(ticket) ?? unknownIdOf(ticket);
  switch (keying) {
    case "external_id":
      return { external_id };
    // Case matters, so it is another ticket, which Zendesk's look-up cannot tell from the first.
    case "cases":
      return { external_id: turn > 0 && random.happens(0.2) ? external_id.toUpperCase() : external_id };
    case "id":
      return { id };
    case "id_and_external_id":
      return { id, ...(random.happens(0.5) && { external_id }) };
  }
}
