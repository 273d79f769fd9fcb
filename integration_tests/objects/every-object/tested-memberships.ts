import type { ZendeskSimulator } from "zendesk-simulator";
import { ORGANIZATIONS, organizationId, seededAccount, userOf } from "../../../testing/account/seeded-account.ts";
import { membershipsOf, seedMembership } from "../../../testing/account/simulated-memberships.ts";
import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { TestedObject } from "./tested-object.ts";

const USER_COLUMNS = ["user_id", "user.external_id", "user.email"];
const ORGANIZATION_COLUMNS = ["organization_id", "organization.external_id", "organization.name"];

/** Every account assigns the same ids. */
const account = seededAccount();

/** Every way to name a person and an organization. */
function namings(simulator: ZendeskSimulator, organization: keyof typeof ORGANIZATIONS): RecordData {
  const { email, external_id, id } = userOf(simulator, "person");
  return {
    user_id: id,
    "user.external_id": external_id,
    "user.email": email,
    user: { external_id },
    organization_id: organizationId(simulator, organization),
    "organization.external_id": ORGANIZATIONS[organization],
    "organization.name": organization,
    organization,
  };
}

export const testedMemberships: TestedObject = {
  name: "organization_memberships",
  keys: [
    ...USER_COLUMNS.flatMap((user) => ORGANIZATION_COLUMNS.map((organization) => `${user} and ${organization}`)),
    "user and organization",
  ],
  isKeyOnly: true,
  held: namings(account, "Umbrella"),
  absent: namings(account, "Acme"),
  values: [{}, {}],
  account: seededAccount,
  // Whatever key names them, the absent thing is the person's membership in Acme.
  seed: (simulator) => seedMembership(simulator, userOf(simulator, "person").id, organizationId(simulator, "Acme")),
  read: membershipsOf,
  accounts: { "": {} },
};
