import { ZendeskSimulator } from "zendesk-simulator";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";

/** An account that gives its organizations the ids which every other account gives to its own. */
const COUNTED = new ZendeskSimulator().account.organizations;
const IDS: number[] = [];

/** Organizations that are in the account before anything else happens, with the ids that they have there. */
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

  /** Zendesk's id of an organization; undefined for one that is not there. */
  idOf(name: string): string | undefined {
    return this.#ids.get(name);
  }
}

/** The id that an account gives to the organization which is created in this place. */
export function organizationIdAt(place: number): number {
  while (IDS.length <= place) IDS.push(COUNTED.create(`organization ${IDS.length}`, null, 0).id);
  return IDS[place] ?? 0;
}
