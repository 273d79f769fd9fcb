import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { type KeyShape, externalIdOf, unknownIdOf } from "../draw-keys.ts";
import { pick } from "../pick.ts";
import { VALUE_MARK } from "../value-mark.ts";

/** How the records of a stream identify their organization. */
export type OrganizationKeying =
  | "both"
  | "mixed_case"
  | "renamed"
  | "twins"
  | "tangled"
  | "name"
  | "name_and_external_id"
  | "linked_later"
  | "id"
  | "id_and_others";

/** With these, each record of an organization has the same keys, and no other organization has one of them. */
export const STABLE: ReadonlySet<OrganizationKeying> = new Set(["both", "mixed_case", "name", "id"]);

export interface OrganizationKeys {
  readonly keying: OrganizationKeying;
  readonly keyShape: KeyShape;
  /** Zendesk's id of an organization that the account has. */
  readonly idOf: (organization: string) => string | undefined;
}

/** The keys of an organization's record as Zendesk should hold them. `turn` counts its records from 0. */
export function keysOfOrganization(
  { idOf, keying, keyShape }: OrganizationKeys,
  organization: string,
  turn: number,
  random: SeededRandom,
): RecordData {
  const external_id = externalIdOf(organization, keyShape);
  const name = nameOf(organization);
  const id = idOf(organization) ?? unknownIdOf(organization);
  switch (keying) {
    case "both":
      return { external_id, name };
    case "mixed_case":
      return { external_id: anyCase(external_id, random), name: anyCase(name, random) };
    // A new name now and then, which no other organization ever has.
    case "renamed":
      return { external_id, name: `${name} ${Math.floor(turn / 2)}` };
    // Another id has the same name as the first one.
    case "twins":
      return { external_id: turn > 0 && random.happens(0.3) ? `${external_id}-twin` : external_id, name };
    // Two organizations take names from each other: whether a record is taken depends on the order.
    case "tangled": {
      const own = pick([external_id, `${external_id}-twin`], random);
      return { external_id: own, name: pick([name, `${name} too`], random) };
    }
    case "name":
      return { name };
    case "name_and_external_id":
      return random.happens(0.5) ? { name, external_id } : { name };
    // An organization that was created by its name alone is not found by an external id.
    case "linked_later":
      return turn === 0 || random.happens(0.3) ? { name } : { external_id, name };
    case "id":
      return { id };
    case "id_and_others":
      return { id, ...(random.happens(0.5) && { external_id, name }) };
  }
}

export function nameOf(organization: string): string {
  return `${VALUE_MARK} Org ${organization}`;
}

function anyCase(text: string, random: SeededRandom): string {
  return random.happens(0.5) ? text : text.toUpperCase();
}
