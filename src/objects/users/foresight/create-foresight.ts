import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import type { Draft, Foreseen, ForesightContext } from "../../object-type.ts";
import type { Row } from "../../row.ts";
import type { UsersSettings } from "../users-settings.ts";
import { AddressOwners } from "./owners/address-owners.ts";
import { foreseeExternalIds } from "./foresee-external-ids.ts";
import { GivenExternalIds } from "./owners/given-external-ids.ts";

type Foresee = (
  drafts: readonly Draft<ZendeskUser>[],
  context: ForesightContext,
) => Promise<ReadonlyMap<Row, Foreseen<ZendeskUser>>>;

/** For a dry run: what becomes of rows whose address or external id may be another user's. */
export function createForesight(settings: Pick<UsersSettings, "email_change" | "organization_mode">): Foresee {
  const given = new GivenExternalIds();
  const addresses = new AddressOwners(settings, given);
  return async (drafts, context) => {
    const foreseen = new Map(await addresses.foresee(drafts, context));
    // If another user has both, Zendesk's refusal is about the address.
    const isRejected = (row: Row) => foreseen.get(row)?.rejection !== undefined;
    for (const [row, own] of await foreseeExternalIds(drafts, context, { given, isRejected })) {
      if (own.rejection) addresses.takeBack(row);
      foreseen.set(row, { ...own, ...foreseen.get(row) });
    }
    return foreseen;
  };
}
