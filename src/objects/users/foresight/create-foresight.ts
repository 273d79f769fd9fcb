import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import type { Draft, Foreseen, ForesightContext } from "../../object-type.ts";
import type { Row } from "../../row.ts";
import type { UsersSettings } from "../users-settings.ts";
import { AddressOwners } from "./address-owners.ts";
import { foreseeExternalIds } from "./foresee-external-ids.ts";

type Foresee = (
  drafts: readonly Draft<ZendeskUser>[],
  context: ForesightContext,
) => Promise<ReadonlyMap<Row, Foreseen<ZendeskUser>>>;

/** For a dry run: what becomes of rows whose address or external id may be another user's. */
export function createForesight(settings: Pick<UsersSettings, "email_change" | "organization_mode">): Foresee {
  const addresses = new AddressOwners(settings);
  return async (drafts, context) => {
    const byAddress = await addresses.foresee(drafts, context);
    const foreseen = new Map(await foreseeExternalIds(drafts, context));
    // If another user has both, Zendesk's refusal is about the address.
    for (const [row, own] of byAddress) foreseen.set(row, { ...foreseen.get(row), ...own });
    return foreseen;
  };
}
