import type { ZendeskSimulator } from "zendesk-simulator";
import { organizationsOf } from "../../../testing/account/simulated-account.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import { SeededRandom } from "../../../testing/input/seeded-random.ts";
import { type KilledStream, inFixedOrder } from "./killed-stream.ts";
import { hasNoKey, isBadForZendesk, isRefused, markOf, positionIn, thingAt } from "./positions.ts";

/** Of an organization that the account has. Zendesk refuses it for another one. */
export const TAKEN_NAME = "Taken Inc";

export const killedOrganizations: KilledStream = {
  stream: { name: "organizations" },
  recordAt,
  thingAt: (index) => (isRefused(index) ? undefined : organizationAt(thingAt(index))),
  held: ({ account }) =>
    new Map(
      [...account.organizations.all()].map(({ externalId, attributes }) => [
        String(externalId),
        positionIn(attributes["notes"]),
      ]),
    ),
  comparable: comparableOrganizations,
};

export function organizationAt(number: number): string {
  return `o${number}`;
}

function recordAt(index: number): RecordData {
  const random = new SeededRandom(index);
  const notes = markOf(index);
  if (hasNoKey(index)) return { details: "No key", notes };
  const organization = organizationAt(thingAt(index));
  return {
    external_id: organization,
    name: isBadForZendesk(index) ? TAKEN_NAME : `Organization ${organization}`,
    notes,
    ...(random.happens(0.3) && { details: `Details ${index}` }),
    ...(random.happens(0.2) && { domain_names: [`${organization}-${index % 3}.example.com`] }),
    ...(random.happens(0.1) && { tags: [`tag-${index % 7}`] }),
  };
}

function comparableOrganizations(simulator: ZendeskSimulator, nowMs?: number): readonly unknown[] {
  const organizations = organizationsOf(simulator, nowMs).map(
    ({ id: _id, url: _url, created_at: _made, updated_at: _changed, ...organization }) => ({
      ...organization,
      tags: (organization["tags"] as readonly string[]).toSorted(),
      domain_names: (organization["domain_names"] as readonly string[]).toSorted(),
    }),
  );
  return inFixedOrder(organizations);
}
