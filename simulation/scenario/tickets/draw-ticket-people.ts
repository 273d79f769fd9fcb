import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { bystanders } from "../draw-account.ts";
import { pick } from "../pick.ts";
import { VALUE_MARK } from "../value-mark.ts";

/** Someone whom a ticket names: as sent, and by a key of Zendesk's. */
export interface NamedPerson {
  readonly sent: unknown;
  readonly held: RecordData;
}

const PEOPLE = bystanders();
const AGENTS = PEOPLE.filter(({ role }) => role === "agent");

export const UNKNOWN_PERSON = `${VALUE_MARK}.nobody@example.com`;

/** One of those who are always there. */
export function drawTicketPerson(random: SeededRandom): NamedPerson {
  return namedAnyhow(pick(PEOPLE, random), random);
}

/** Several of them, as a list or as a text. */
export function drawTicketPeople(random: SeededRandom): {
  readonly sent: unknown;
  readonly held: readonly RecordData[];
} {
  const people = PEOPLE.filter(() => random.happens(0.3));
  if (random.happens(0.3)) {
    const held = people.map(({ email }) => ({ email }));
    return { held, sent: held.map(({ email }) => email).join(", ") };
  }
  const named = people.map((person) => namedAnyhow(person, random));
  return { held: named.map(({ held }) => held), sent: named.map(({ sent }) => sent) };
}

/** Tickets are assigned to agents only. */
export function drawTicketAgent(random: SeededRandom): NamedPerson {
  return namedAnyhow(pick(AGENTS, random), random);
}

function namedAnyhow({ email, external_id, id }: RecordData, random: SeededRandom): NamedPerson {
  const keys = pick<RecordData>([{ id }, { email }, { external_id }], random);
  const text = keys["email"] ?? keys["external_id"];
  return { held: keys, sent: text !== undefined && random.happens(0.5) ? text : keys };
}
