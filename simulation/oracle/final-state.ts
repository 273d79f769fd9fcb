import type { ZendeskSimulator } from "zendesk-simulator";
import { idKey } from "./people.ts";
import { Violation } from "./violation.ts";

const SHOWN = 5;

/** Throws unless both accounts hold the same users, whatever their ids and the order in which they came. */
export function checkSameUsers(
  actual: ZendeskSimulator,
  reference: ZendeskSimulator,
  excusedKeys: ReadonlySet<string>,
): void {
  const held = comparableUsers(actual, excusedKeys);
  const wanted = comparableUsers(reference, excusedKeys);
  const missing = [...wanted].filter((user) => !held.has(user));
  const surplus = [...held].filter((user) => !wanted.has(user));
  if (missing.length === 0 && surplus.length === 0) return;
  throw new Violation(
    "ends as one by one",
    `Zendesk holds ${held.size} users in place of ${wanted.size};\n  it should hold\n    ${missing.slice(0, SHOWN).join("\n    ")}\n  and holds\n    ${surplus.slice(0, SHOWN).join("\n    ")}`,
    Math.max(missing.length, surplus.length),
  );
}

function comparableUsers({ account }: ZendeskSimulator, excusedKeys: ReadonlySet<string>): ReadonlySet<string> {
  const users = new Set<string>();
  for (const user of account.users.all()) {
    if (!user.active) continue;
    const { name, externalId, role, attributes, memberships, userFields, phone } = user;
    // The first of each type is the primary one. Whether an email or a phone number came first means nothing.
    const identities = user.identities.toSorted((a, b) => a.type.localeCompare(b.type));
    const addresses = identities.map(({ value }) => value.toLowerCase());
    if ([idKey(user.id), externalId?.toLowerCase() ?? "", ...addresses].some((key) => excusedKeys.has(key))) continue;
    users.add(
      JSON.stringify({
        name,
        externalId,
        role,
        phone,
        tags: user.tags.toSorted(),
        addresses,
        attributes: sorted(attributes),
        userFields: sorted(userFields),
        organizations: defaultFirst(memberships.map(({ organizationId }) => organizationId)),
      }),
    );
  }
  return users;
}

/** In which order the others came means nothing. */
function defaultFirst([first, ...others]: readonly number[]): readonly (number | undefined)[] {
  return [first, ...others.toSorted((a, b) => a - b)];
}

function sorted(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
