import type { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { pick } from "../pick.ts";
import { VALUE_MARK } from "../value-mark.ts";
import type { NamedOrganization } from "./named-organizations.ts";
import { type SeededOrganizations, organizationIdAt } from "./seeded-organizations.ts";

/** An organization of every simulated account. */
export interface ScenarioOrganization {
  readonly id: number;
  readonly name: string;
  readonly externalId: string;
}

/** The ids that an account gives to its first organizations. */
const [ID_A, ID_B, ID_C, ID_D] = [0, 1, 2, 3].map((place) => organizationIdAt(place));

/**
 * The id of one is the name of another and the external id of a third, so a value is only unique together with its
 * column.
 */
export const ORGANIZATIONS: readonly ScenarioOrganization[] = [
  { id: ID_A ?? 0, name: `${VALUE_MARK} org A`, externalId: `${VALUE_MARK}-org-a` },
  { id: ID_B ?? 0, name: String(ID_A), externalId: `${VALUE_MARK}-org-b` },
  { id: ID_C ?? 0, name: `${VALUE_MARK} org C`, externalId: String(ID_A) },
  { id: ID_D ?? 0, name: `${VALUE_MARK}-org-b`, externalId: `${VALUE_MARK}-org-d` },
];

export const UNKNOWN_ORGANIZATION = { name: `${VALUE_MARK} org of nobody` };

/** Creates them first, so that their ids are known. */
export function seedSharedOrganizations(seeded: SeededOrganizations): void {
  for (const { externalId: external_id, name } of ORGANIZATIONS) seeded.add({ name, external_id }, name);
}

/** An organization, and how a record names it. */
export function drawOrganization(random: SeededRandom): NamedOrganization {
  const { externalId, id, name } = pick(ORGANIZATIONS, random);
  // A bare number could be any of the keys.
  const forms = [
    { id },
    { external_id: externalId },
    { name: name.toUpperCase() },
    /^\d+$/.test(name) ? { name } : name,
  ];
  const sent = pick(forms, random);
  // Plain text is an external id if there is one like it, and a name otherwise.
  const named = typeof sent === "string" ? ORGANIZATIONS.find((each) => each.externalId === sent) : undefined;
  return { organization: { column: "id", value: String(named?.id ?? id) }, sent };
}
