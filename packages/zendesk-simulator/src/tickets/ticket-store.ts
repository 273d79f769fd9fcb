import { IdSequence } from "../account/id-sequence.ts";
import type { Ticket, TicketValues } from "./ticket.ts";

/** The account's tickets by id, external id and requester. An external id may belong to several tickets. */
export class TicketStore {
  readonly auditIds = new IdSequence(8_115_000_004_026);
  readonly #onChange: (ticket: Ticket) => void;
  readonly #tickets = new Map<number, Ticket>();
  readonly #deleted = new Map<number, Ticket>();
  readonly #byExternalId = new Map<string, Set<Ticket>>();
  readonly #byRequester = new Map<number, Set<Ticket>>();
  #lastId = 0;

  constructor(onChange: (ticket: Ticket) => void) {
    this.#onChange = onChange;
  }

  /** Zendesk numbers tickets from 1, so that in a small account a ticket's id looks like the index of a row. */
  add(ticket: Omit<Ticket, "id">): Ticket {
    this.#lastId += 1;
    const added = { ...ticket, id: this.#lastId };
    this.#tickets.set(added.id, added);
    this.#index(added);
    this.#onChange(added);
    return added;
  }

  /** Undefined for one that is deleted. */
  byId(id: number): Ticket | undefined {
    return this.#tickets.get(id);
  }

  /** Of one that is deleted too. */
  formerById(id: number): Ticket | undefined {
    return this.#tickets.get(id) ?? this.#deleted.get(id);
  }

  /** Whatever the case: a ticket keeps its external id as sent, and Zendesk's database compares without case. */
  byExternalId(externalId: string): readonly Ticket[] {
    return [...(this.#byExternalId.get(externalId.toLowerCase()) ?? [])].toSorted((a, b) => a.id - b.id);
  }

  requestedBy(userId: number): readonly Ticket[] {
    return [...(this.#byRequester.get(userId) ?? [])].toSorted((a, b) => a.id - b.id);
  }

  all(): Iterable<Ticket> {
    return this.#tickets.values();
  }

  *withDeleted(): Generator<Ticket> {
    yield* this.#tickets.values();
    yield* this.#deleted.values();
  }

  write(ticket: Ticket, values: TicketValues): void {
    this.#unindex(ticket);
    Object.assign(ticket, values);
    this.#index(ticket);
    this.#onChange(ticket);
  }

  /** Zendesk's soft delete. Its external id no longer finds the ticket. */
  delete(ticket: Ticket, nowMs: number): void {
    ticket.active = false;
    ticket.updatedAt = nowMs;
    this.#tickets.delete(ticket.id);
    this.#deleted.set(ticket.id, ticket);
    this.#unindex(ticket);
    this.#onChange(ticket);
  }

  #index(ticket: Ticket): void {
    const { externalId, requesterId } = ticket;
    if (externalId !== null) addTo(this.#byExternalId, externalId.toLowerCase(), ticket);
    addTo(this.#byRequester, requesterId, ticket);
  }

  #unindex(ticket: Ticket): void {
    this.#byExternalId.get(ticket.externalId?.toLowerCase() ?? "")?.delete(ticket);
    this.#byRequester.get(ticket.requesterId)?.delete(ticket);
  }
}

function addTo<Key>(index: Map<Key, Set<Ticket>>, key: Key, ticket: Ticket): void {
  index.set(key, (index.get(key) ?? new Set<Ticket>()).add(ticket));
}
