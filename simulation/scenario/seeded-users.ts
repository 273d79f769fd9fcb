import { ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../testing/input/airbyte-messages.ts";

/** Stands in for a user who is left out, so that the others keep their ids. */
export const NOBODY: RecordData = { name: "somebody else" };

/** An account that gives its users the same ids as every other account. */
const COUNTED = new ZendeskSimulator().account.users;
const IDS: number[] = [];

/** Users who are in the account before anything else happens, with their ids. */
export class SeededUsers {
  readonly #users: RecordData[] = [];
  readonly #people = new Map<string, { readonly id: string; readonly user: RecordData }>();

  get users(): readonly RecordData[] {
    return this.#users;
  }

  add(user: RecordData, person: string): void {
    const id = idAt(this.#users.length);
    this.#users.push(user);
    this.#people.set(person, { id: String(id), user });
  }

  has(person: string): boolean {
    return this.#people.has(person);
  }

  isAgent(person: string): boolean {
    return this.#people.get(person)?.user["role"] === "agent";
  }

  /** Zendesk's id of a person; undefined if the person does not exist. */
  idOf(person: string): string | undefined {
    return this.#people.get(person)?.id;
  }
}

function idAt(place: number): number {
  while (IDS.length <= place) IDS.push(COUNTED.create("", "end-user", 0).id);
  return IDS[place] ?? 0;
}
