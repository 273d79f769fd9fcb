import type { ZendeskSimulator } from "zendesk-simulator";
import { membershipsOf } from "../../../testing/account/simulated-memberships.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { type KilledStream, inFixedOrder } from "./killed-stream.ts";
import { organizationNames, userNames } from "./names.ts";
import { hasNoKey, isBadForZendesk, isRefused } from "./positions.ts";

/** The external ids of a user and an organization. */
export type Pair = readonly [user: string, organization: string];

/** An id that no user has. */
const NO_USER = 17;

/** Memberships of these users in these organizations. They have no values, so one that exists was written. */
export function killedMemberships(pairAt: (index: number) => Pair): KilledStream {
  return {
    stream: { name: "organization_memberships" },
    recordAt: (index) => recordAt(index, pairAt(index)),
    thingAt: (index) => (isRefused(index) ? undefined : pairAt(index).join(" in ")),
    held: (simulator) => new Map(pairsIn(simulator).map((pair) => [pair, Infinity])),
    comparable: (simulator) => inFixedOrder(pairsIn(simulator)),
  };
}

function recordAt(index: number, [user, organization]: Pair): RecordData {
  if (hasNoKey(index)) return { "user.external_id": user };
  const of = isBadForZendesk(index) ? { user_id: NO_USER } : { "user.external_id": user };
  return { ...of, "organization.external_id": organization };
}

function pairsIn(simulator: ZendeskSimulator): readonly string[] {
  const users = userNames(simulator);
  const organizations = organizationNames(simulator);
  return membershipsOf(simulator).map(
    ({ user_id, organization_id }) => `${users.get(user_id)} in ${organizations.get(organization_id)}`,
  );
}
