import type { ZendeskSimulator } from "zendesk-simulator";
import { serialIn } from "../../scenario/draw-people.ts";
import type { ScenarioRecord } from "../../scenario/scenario.ts";

type Users = ZendeskSimulator["account"]["users"];
type StoredUser = NonNullable<ReturnType<Users["byId"]>>;

/** The users who have one of the record's keys. If the record has Zendesk's id, that is its only key. */
export function usersOfRecord({ user }: Pick<ScenarioRecord, "user">, users: Users): readonly StoredUser[] {
  const { external_id: externalId, email, id } = user;
  if (typeof id === "string") return userWithId(id, users);
  const found = [
    typeof externalId === "string" ? users.byExternalId(externalId) : undefined,
    typeof email === "string" ? users.byIdentity("email", email) : undefined,
  ];
  return found.filter((each) => each !== undefined);
}

function userWithId(id: string, users: Users): readonly StoredUser[] {
  const user = users.byId(Number(id));
  return user?.active === true ? [user] : [];
}

/** The record that wrote the user last; undefined if none did. */
export function lastWriterOf({ attributes }: StoredUser): number | undefined {
  return serialIn(attributes["notes"]);
}
