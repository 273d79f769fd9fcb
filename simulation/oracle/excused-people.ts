import type { ConnectorScenario } from "../scenario/scenario.ts";
import { keysOfPeople, peopleOf } from "./people.ts";

/**
 * People whose final state in Zendesk cannot be known, for one of these reasons. A record of theirs was given up after
 * Zendesk had failed every job with it, perhaps half done. A job that no connector followed ran after the connector had
 * stopped waiting for it. Or a record names an organization that is excused itself, or that may not have been created
 * yet.
 */
export class ExcusedPeople {
  readonly #personOf: ReadonlyMap<number, string>;
  readonly #connector: ConnectorScenario;
  readonly #people = new Set<string>();
  /** By organization: the users whom records put into it. By user or organization: memberships that name it. */
  readonly #members = new Map<string, readonly string[]>();

  constructor(connector: ConnectorScenario) {
    this.#connector = connector;
    this.#personOf = peopleOf(connector);
    for (const item of connector.input) {
      if (item.type !== "record") continue;
      const { isTooEarly, namedUser, organization, person } = item;
      if (isTooEarly) this.#people.add(person);
      for (const named of [namedUser, organization?.person]) {
        if (named !== undefined) this.#members.set(named, [...(this.#members.get(named) ?? []), person]);
      }
    }
  }

  get count(): number {
    return this.#people.size;
  }

  add(serial: number): void {
    const person = this.#personOf.get(serial);
    if (person === undefined) return;
    this.#people.add(person);
    for (const member of this.#members.get(person) ?? []) this.#people.add(member);
  }

  /** The people of a connection that was stopped for good before its end. */
  addAll(): void {
    for (const person of this.#personOf.values()) this.#people.add(person);
  }

  has(person: string): boolean {
    return this.#people.has(person);
  }

  /** All their keys, in lower case. */
  keys(): ReadonlySet<string> {
    return new Set(this.#people.size === 0 ? [] : keysOfPeople(this.#connector, this));
  }
}
