import {
  type ZendeskOrganization,
  searchOrganizations,
  showManyOrganizations,
} from "../../zendesk/resources/organizations.ts";
import type { ZendeskClient } from "../../zendesk/http/client.ts";

/** How a record names an organization: by exactly one of its keys. */
export interface OrganizationReference {
  readonly column: "id" | "external_id" | "name";
  readonly value: string;
}

/** Answers are kept for a sync; beyond so many, or so many characters of keys, the oldest are asked for again. */
const MAX_REMEMBERED = 20_000;
const MAX_CHARACTERS = 4_000_000;

/** The ids of organizations, looked up in hundreds and remembered. Organizations that do not exist are remembered too. */
export class OrganizationDirectory {
  readonly #ids = new Map<string, number | undefined>();
  #characters = 0;

  /** The id for each reference, undefined where there is no such organization. */
  async idsOf(
    references: readonly OrganizationReference[],
    client: ZendeskClient,
    signal: AbortSignal,
  ): Promise<readonly (number | undefined)[]> {
    const asked = new Map(references.map((reference) => [keyOf(reference), reference]));
    // Taken now: what is remembered may be forgotten while others are asked for.
    const answers = new Map(
      [...asked.keys()].flatMap((key) => (this.#ids.has(key) ? [[key, this.#ids.get(key)]] : [])),
    );
    const unknown = [...asked].flatMap(([key, reference]) => (answers.has(key) ? [] : [reference]));
    const note = (column: OrganizationReference["column"], organizations: readonly ZendeskOrganization[]): void => {
      for (const organization of organizations) {
        const value = organization[column];
        if (value !== undefined && value !== null) {
          answers.set(keyOf({ column, value: String(value) }), organization.id);
        }
      }
    };
    const listed = (column: "id" | "external_id"): string[] =>
      unknown.filter((each) => each.column === column && !each.value.includes(",")).map(({ value }) => value);
    note("id", await showManyOrganizations(client, "ids", listed("id"), signal));
    note("external_id", await showManyOrganizations(client, "external_ids", listed("external_id"), signal));
    for (const { column, value } of unknown) {
      if (column === "id" || (column === "external_id" && !value.includes(","))) continue;
      note(column, await searchOrganizations(client, column, value, signal));
    }
    for (const reference of unknown) this.#remember(keyOf(reference), answers.get(keyOf(reference)));
    return references.map((reference) => answers.get(keyOf(reference)));
  }

  #remember(key: string, id: number | undefined): void {
    if (!this.#ids.has(key)) this.#characters += key.length;
    this.#ids.set(key, id);
    for (const oldest of this.#ids.keys()) {
      if (this.#ids.size <= MAX_REMEMBERED && this.#characters <= MAX_CHARACTERS) return;
      this.#ids.delete(oldest);
      this.#characters -= oldest.length;
    }
  }
}

/** Zendesk compares names and external ids of organizations without regard to case and outer blanks. */
function keyOf({ column, value }: OrganizationReference): string {
  return `${column}:${value.trim().toLowerCase()}`;
}
