import type { ConnectorScenario, InputItem } from "../scenario/scenario.ts";
import { peopleByKey, peopleOf } from "./people.ts";

/**
 * People with a record that reached Zendesk twice, out of order, or in a request whose sender did not live to read the
 * answer. A record that arrives again finds what it wrote the first time, so it no longer has the effect of a first
 * write.
 */
export class DisturbedPeople {
  readonly #personOf: ReadonlyMap<number, string>;
  readonly #personByKey: ReadonlyMap<string, string>;
  readonly #lastOf = new Map<string, number>();
  readonly #deleted = new Set<string>();
  readonly #people = new Set<string>();
  readonly #writtenUnseen = new Set<string>();
  #attempts = 0;

  constructor(connector: ConnectorScenario) {
    this.#personOf = peopleOf(connector);
    this.#personByKey = peopleByKey(connector);
  }

  has(person: string): boolean {
    return this.#people.has(person);
  }

  /** Whether the source has sent records a second time. */
  get hasRestarted(): boolean {
    return this.#attempts > 1;
  }

  /** Whether a request whose answer was lost wrote a record of the person. */
  wasWrittenUnseen(person: string): boolean {
    return this.#writtenUnseen.has(person);
  }

  /** Whether a job has deleted the person's user. */
  wasDeleted(person: string): boolean {
    return this.#deleted.has(person);
  }

  /** A row was written. `isFollowed`: its sender got the answer and is still running. */
  noteApplied(serial: number, isFollowed: boolean): void {
    const person = this.#personOf.get(serial);
    if (person === undefined) return;
    const last = this.#lastOf.get(person) ?? 0;
    if (!isFollowed || serial <= last) this.#people.add(person);
    if (!isFollowed) this.#writtenUnseen.add(person);
    this.#lastOf.set(person, Math.max(last, serial));
  }

  /** The user with these keys was deleted by a row that does not name its record. */
  noteDeleted(keys: readonly string[], isFollowed: boolean): void {
    const person = keys.map((key) => this.#personByKey.get(key.toLowerCase())).find((found) => found !== undefined);
    if (person === undefined) return;
    this.#deleted.add(person);
    if (!isFollowed) this.#people.add(person);
  }

  /** It cannot be known what else was written for the things with these keys. */
  noteUnclearThing(keys: readonly string[]): void {
    for (const key of keys) {
      const person = this.#personByKey.get(key.toLowerCase());
      if (person !== undefined) this.#people.add(person);
    }
  }

  /** It cannot be known whether this record was written. */
  noteUnclear(serial: number): void {
    const person = this.#personOf.get(serial);
    if (person !== undefined) this.#people.add(person);
  }

  /** The source sends these records. An earlier attempt may have written some of them. */
  noteSent(input: readonly InputItem[]): void {
    this.#attempts += 1;
    for (const item of input) {
      if (item.type !== "record") continue;
      const { person, serial } = item;
      if (serial <= (this.#lastOf.get(person) ?? 0) || this.#deleted.has(person)) this.#people.add(person);
    }
  }
}
