import type { ConnectorScenario } from "../scenario/scenario.ts";
import { keysOfPeople, peopleOf } from "./people.ts";

/**
 * People of whom nobody can know what Zendesk holds in the end: a record of theirs was given up after Zendesk had failed
 * every job with it, perhaps half done; or a job that nobody follows ran after the connector had stopped waiting for it.
 */
export class ExcusedPeople {
  readonly #personOf: ReadonlyMap<number, string>;
  readonly #connector: ConnectorScenario;
  readonly #people = new Set<string>();

  constructor(connector: ConnectorScenario) {
    this.#connector = connector;
    this.#personOf = peopleOf(connector);
  }

  get count(): number {
    return this.#people.size;
  }

  add(serial: number): void {
    const person = this.#personOf.get(serial);
    if (person !== undefined) this.#people.add(person);
  }

  /** Of a connection that was stopped in the middle, for good. */
  addAll(): void {
    for (const person of this.#personOf.values()) this.#people.add(person);
  }

  has(person: string): boolean {
    return this.#people.has(person);
  }

  /** All keys of theirs, in lower case. */
  keys(): ReadonlySet<string> {
    return new Set(this.#people.size === 0 ? [] : keysOfPeople(this.#connector, this));
  }
}
