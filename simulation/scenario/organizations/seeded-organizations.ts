import { ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";

/** An account that gives its organizations the same ids as every other account. */
const COUNTED = new ZendeskSimulator().account.organizations;
const IDS: number[] = [];

/** Organizations that are in the account before anything else happens, with their ids. */
export class SeededOrganizations {
  readonly #organizations: RecordData[] = [];
  readonly #ids = new Map<string, string>();

  get organizations(): readonly RecordData[] {
    return this.#organizations;
  }

  add(organization: RecordData, name: string): void {
    this.#ids.set(name, String(organizationIdAt(this.#organizations.length)));
    this.#organizations.push(organization);
  }

  has(name: string): boolean {
    return this.#ids.has(name);
  }

  /** Zendesk's id of an organization; undefined if it does not exist. */
  idOf(name: string): string | undefined {
    return this.#ids.get(name);
  }
}

/** The id that an account gives to the organization created at this position. */
export function organizationIdAt(place: number): number {
  while (IDS.length <= place) IDS.push(COUNTED.create(`organization ${IDS.length}`, null, 0).id);
  return IDS[place] ?? 0;
}
