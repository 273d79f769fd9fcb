import type { ZendeskSimulator } from "zendesk-simulator";
import { usersOf } from "../../../testing/account/simulated-account.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { type KilledStream, inFixedOrder } from "./killed-stream.ts";
import { organizationNames } from "./names.ts";
import { hasNoKey, isBadForZendesk, isRefused, markOf, positionIn, thingAt } from "./positions.ts";

const SOMETIMES = ["details", "alias", "user_fields.customer_number", "user_fields.shipping_address"] as const;

/** Users, who belong to the organizations with these external ids. */
export function killedUsers(organizationAt?: (index: number) => string): KilledStream {
  return {
    stream: { name: "users" },
    recordAt: (index) => recordAt(index, organizationAt?.(index)),
    thingAt: (index) => (isRefused(index) ? undefined : userAt(thingAt(index))),
    held: ({ account }) =>
      new Map(
        [...account.users.all()].map(({ externalId, attributes }) => [
          String(externalId),
          positionIn(attributes["notes"]),
        ]),
      ),
    comparable: comparableUsers,
  };
}

export function userAt(number: number): string {
  return `p${number}`;
}

function recordAt(index: number, organization: string | undefined): RecordData {
  const random = new SeededRandom(index);
  const notes = markOf(index);
  if (hasNoKey(index)) return { name: "No key", notes };
  const person = userAt(thingAt(index));
  const email = isBadForZendesk(index) ? `${person}@-example.com` : `${person}@example.com`;
  const columns = SOMETIMES.filter(() => random.happens(0.4));
  return {
    external_id: person,
    name: `Person ${person}`,
    notes,
    ...((isBadForZendesk(index) || random.happens(0.5)) && { email }),
    ...(random.happens(0.1) && { tags: [`tag-${index % 7}`] }),
    ...Object.fromEntries(columns.map((column) => [column, `AB-${1000 + (index % 9000)}`])),
    ...(organization !== undefined && random.happens(0.3) && { "organization.external_id": organization }),
  };
}

/** With all organizations of a user, whichever is the default. */
function comparableUsers(simulator: ZendeskSimulator, nowMs?: number): readonly unknown[] {
  const organizations = organizationNames(simulator);
  const users = usersOf(simulator, nowMs).map(
    ({ id: _id, url: _url, created_at: _made, updated_at: _changed, organization_id: _default, ...user }) => ({
      ...user,
      tags: (user["tags"] as readonly string[]).toSorted(),
      identities: user.identities.map(({ type, value }) => `${type}: ${value}`),
      organization_ids: (user["organization_ids"] as readonly number[])
        .map((id) => String(organizations.get(id)))
        .toSorted(),
    }),
  );
  return inFixedOrder(users);
}
