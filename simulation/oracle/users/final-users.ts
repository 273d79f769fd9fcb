import { sortedByName } from "../comparable-values.ts";
import type { Account, UnknowableKeys } from "../object-oracle.ts";
import { keysOfPair } from "../memberships/membership-keys.ts";
import { keysOfOrganization } from "../organizations/organization-keys.ts";
import { idKey } from "./user-keys.ts";

export function comparableUsers(
  account: Account,
  { anyDefaultKeys, excusedKeys, unfinishedKeys }: UnknowableKeys,
): ReadonlySet<string> {
  const users = new Set<string>();
  for (const user of account.users.all()) {
    if (!user.active) continue;
    const { name, externalId, role, attributes, memberships, userFields, phone } = user;
    // The first address of each type is the primary one in Zendesk. Whether a user's email or phone number came first
    // does not matter: it differs between two records sent one by one and the same two merged into one request.
    const identities = user.identities.toSorted((a, b) => a.type.localeCompare(b.type));
    const addresses = identities.map(({ value }) => value.toLowerCase());
    const keys = [idKey(user.id), externalId?.toLowerCase() ?? "", ...addresses];
    if (keys.some((key) => excusedKeys.has(key))) continue;
    const isFinished = !keys.some((key) => unfinishedKeys.has(key));
    users.add(
      JSON.stringify({
        name,
        externalId,
        role,
        phone,
        addresses: isFinished ? addresses : addresses.toSorted(),
        attributes: sortedByName(attributes),
        userFields: sortedByName(userFields),
        ...(isFinished && {
          tags: user.tags.toSorted(),
          organizations: (keys.some((key) => anyDefaultKeys.has(key)) ? sorted : defaultFirst)(
            memberships.flatMap(({ organizationId }) => {
              const ofMembership = keysOfPair({ userId: user.id, organizationId }, account);
              const isExcused = ofMembership.some((key) => excusedKeys.has(key));
              return isExcused ? [] : namesOfOrganization(organizationId, account, excusedKeys);
            }),
          ),
        }),
      }),
    );
  }
  return users;
}

function sorted(names: readonly string[]): readonly string[] {
  return names.toSorted();
}

/** The order of the others does not matter. */
function defaultFirst([first, ...others]: readonly string[]): readonly (string | undefined)[] {
  return [first, ...others.toSorted()];
}

/** Accounts give their organizations different ids. The members of an excused one cannot be known. */
function namesOfOrganization(
  id: number,
  { organizations }: Account,
  excusedKeys: ReadonlySet<string>,
): readonly string[] {
  const organization = organizations.formerById(id);
  if (organization === undefined || keysOfOrganization(organization).some((key) => excusedKeys.has(key))) return [];
  return [organization.name.toLowerCase()];
}
