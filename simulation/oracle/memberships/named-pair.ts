import type { RecordData } from "../../../testing/input/airbyte-messages.ts";
import type { ScenarioRecord } from "../../scenario/scenario.ts";
import type { Account } from "../object-oracle.ts";
import { organizationKey } from "../organizations/organization-keys.ts";
import { idKey } from "../users/user-keys.ts";

type StoredUser = NonNullable<ReturnType<Account["users"]["byId"]>>;
type StoredOrganization = NonNullable<ReturnType<Account["organizations"]["byId"]>>;

/** What the record names of a user or of an organization: the key's column, and its value. */
function namedIn(fields: RecordData, field: "user" | "organization"): readonly [column: string, value: string] {
  const column = Object.keys(fields).find((each) => each.startsWith(field)) ?? field;
  // Texts are external ids.
  return [column.slice(field.length + 1) || "external_id", String(fields[column])];
}

export function userNamedIn({ user }: Pick<ScenarioRecord, "user">, { users }: Account): StoredUser | undefined {
  const [column, value] = namedIn(user, "user");
  const found =
    column === "id"
      ? users.byId(Number(value))
      : column === "email"
        ? users.byIdentity("email", value)
        : users.byExternalId(value);
  return found?.active === true ? found : undefined;
}

export function organizationNamedIn(
  { user }: Pick<ScenarioRecord, "user">,
  { organizations }: Account,
): StoredOrganization | undefined {
  const [column, value] = namedIn(user, "organization");
  if (column === "id") return organizations.byId(Number(value));
  return column === "name" ? organizations.byName(value) : organizations.byExternalId(value);
}

/** The keys by which the record's user and organization are looked up, in lower case. */
export function partKeysIn({ user }: Pick<ScenarioRecord, "user">): readonly string[] {
  const [ofUser, who] = namedIn(user, "user");
  const [ofOrganization, where] = namedIn(user, "organization");
  return [ofUser === "id" ? idKey(who) : who.toLowerCase(), organizationKey(ofOrganization, where)];
}
