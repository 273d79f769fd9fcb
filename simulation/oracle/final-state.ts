import type { ZendeskSimulator } from "zendesk-simulator";
import { idKey } from "./people.ts";
import { Violation } from "./violation.ts";

const SHOWN = 5;

export interface UnknowableKeys {
  /** Of users of whom nobody can know what Zendesk holds. */
  readonly excusedKeys: ReadonlySet<string>;
  /** Of users whose tags, organizations and primary address may not have been written. */
  readonly unfinishedKeys: ReadonlySet<string>;
}

/** Throws unless both accounts hold the same users, whatever their ids and the order in which they came. */
export function checkSameUsers(
  actual: ZendeskSimulator,
  reference: ZendeskSimulator,
  unknowable: UnknowableKeys,
): void {
  const held = comparableUsers(actual, unknowable);
  const wanted = comparableUsers(reference, unknowable);
  const missing = [...wanted].filter((user) => !held.has(user));
  const surplus = [...held].filter((user) => !wanted.has(user));
  if (missing.length === 0 && surplus.length === 0) return;
  throw new Violation(
    "ends as one by one",
    `Zendesk holds ${held.size} users in place of ${wanted.size};\n  it should hold\n    ${missing.slice(0, SHOWN).join("\n    ")}\n  and holds\n    ${surplus.slice(0, SHOWN).join("\n    ")}`,
    Math.max(missing.length, surplus.length),
  );
}

function comparableUsers(
  { account }: ZendeskSimulator,
  { excusedKeys, unfinishedKeys }: UnknowableKeys,
): ReadonlySet<string> {
  const users = new Set<string>();
  for (const user of account.users.all()) {
    if (!user.active) continue;
    const { name, externalId, role, attributes, memberships, userFields, phone } = user;
    // Zendesk has a primary address of each type, the first. Whether an email or a phone number came first it tells
    // nobody, and it differs between two records that come one by one and the same two merged into one request.
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
        attributes: sorted(attributes),
        userFields: sorted(userFields),
        ...(isFinished && {
          tags: user.tags.toSorted(),
          organizations: defaultFirst(memberships.map(({ organizationId }) => organizationId)),
        }),
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
