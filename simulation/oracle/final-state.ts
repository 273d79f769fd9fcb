import type { ZendeskSimulator } from "zendesk-simulator";
import { Violation } from "./violation.ts";

const SHOWN = 5;

/** Throws unless both accounts hold the same users, whatever their ids and the order in which they came. */
export function checkSameUsers(actual: ZendeskSimulator, reference: ZendeskSimulator): void {
  const held = comparableUsers(actual);
  const wanted = comparableUsers(reference);
  const missing = [...wanted].filter((user) => !held.has(user));
  const surplus = [...held].filter((user) => !wanted.has(user));
  if (missing.length === 0 && surplus.length === 0 && countOf(actual) === countOf(reference)) return;
  throw new Violation(
    "ends as one by one",
    `Zendesk holds ${countOf(actual)} users in place of ${countOf(reference)};\n  it should hold\n    ${missing.slice(0, SHOWN).join("\n    ")}\n  and holds\n    ${surplus.slice(0, SHOWN).join("\n    ")}`,
  );
}

function countOf({ account }: ZendeskSimulator): number {
  return [...account.users.all()].filter(({ active }) => active).length;
}

function comparableUsers({ account }: ZendeskSimulator): ReadonlySet<string> {
  const users = new Set<string>();
  for (const user of account.users.all()) {
    if (!user.active) continue;
    const { name, externalId, role, attributes, userFields, phone } = user;
    users.add(
      JSON.stringify({
        name,
        externalId,
        role,
        phone,
        tags: user.tags.toSorted(),
        addresses: user.identities.map(({ value }) => value.toLowerCase()),
        attributes: sorted(attributes),
        userFields: sorted(userFields),
      }),
    );
  }
  return users;
}

function sorted(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
