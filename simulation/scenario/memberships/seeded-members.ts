import { organizationIdAt } from "../organizations/seeded-organizations.ts";
import { ORGANIZATIONS } from "../organizations/shared-organizations.ts";
import type { SeededUsers } from "../seeded-users.ts";
import { VALUE_MARK } from "../value-mark.ts";

/** The default organization of all members, which no record names: the order of their other ones does not matter. */
export const HOME = { name: `${VALUE_MARK} home` };
const HOME_ID = organizationIdAt(ORGANIZATIONS.length);

/** Users without records of their own, and the memberships that they have before anything else happens. */
export class SeededMembers {
  readonly #seeded: SeededUsers;
  readonly #memberships = new Set<string>();

  constructor(seeded: SeededUsers) {
    this.#seeded = seeded;
  }

  /** Creates the user of this name, as a member of these organizations. */
  add(member: string, organizations: readonly (typeof ORGANIZATIONS)[number][]): void {
    const external_id = memberIdOf(member);
    const organization_ids = [HOME_ID, ...organizations.map(({ id }) => id)];
    this.#seeded.add(
      { name: `${VALUE_MARK} ${member}`, external_id, email: memberAddressOf(member), organization_ids },
      member,
    );
    for (const { name } of organizations) this.#memberships.add(membershipOf(external_id, name));
  }

  /** Whether the membership exists. */
  has(membership: string): boolean {
    return this.#memberships.has(membership);
  }

  /** Zendesk's id of a member. */
  idOf(member: string): string | undefined {
    return this.#seeded.idOf(member);
  }
}

export function memberIdOf(member: string): string {
  return `${VALUE_MARK}-member-${member}`;
}

export function memberAddressOf(member: string): string {
  return `${VALUE_MARK}.member.${member}@example.com`;
}

/** A name for the membership, whichever keys its records have. */
export function membershipOf(externalId: string, organization: string): string {
  return `membership of ${externalId} in ${organization}`.toLowerCase();
}
