import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { type KeyShape, externalIdOf, unknownIdOf } from "../draw-keys.ts";
import { type NamedKeying, anyCase, keysOfNamedThing } from "../named-things.ts";
import { VALUE_MARK } from "../value-mark.ts";

/** How the records of a stream identify their organization. */
export type OrganizationKeying = NamedKeying | "mixed_case";

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
  if (keying === "mixed_case") return { external_id: anyCase(external_id, random), name: anyCase(name, random) };
  return keysOfNamedThing(keying, { external_id, name, id }, turn, random);
}

export function nameOf(organization: string): string {
  return `${VALUE_MARK} Org ${organization}`;
}
