import type { RecordData } from "../../../testing/input/airbyte-messages.ts";

/** Takes the place of a ticket that may be left out, so that the others keep their ids. */
export const NO_TICKET: RecordData = { subject: "something else" };

/** Tickets that are in the account before anything else happens. Zendesk numbers an account's tickets from 1. */
export class SeededTickets {
  readonly #tickets: RecordData[] = [];
  readonly #ids = new Map<string, string>();

  get tickets(): readonly RecordData[] {
    return this.#tickets;
  }

  add(ticket: RecordData, name: string): void {
    this.#tickets.push(ticket);
    this.#ids.set(name, String(this.#tickets.length));
  }

  has(name: string): boolean {
    return this.#ids.has(name);
  }

  /** Zendesk's id of a ticket; undefined if it does not exist. */
  idOf(name: string): string | undefined {
    return this.#ids.get(name);
  }
}
