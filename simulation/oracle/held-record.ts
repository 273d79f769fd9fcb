import type { ZendeskSimulator } from "zendesk-simulator";
import { serialIn } from "../scenario/draw-people.ts";
import type { ScenarioRecord } from "../scenario/scenario.ts";

type Users = ZendeskSimulator["account"]["users"];
type StoredUser = NonNullable<ReturnType<Users["byId"]>>;

/** The users who have one of the record's keys. */
export function usersOfRecord({ user }: ScenarioRecord, users: Users): readonly StoredUser[] {
  const { external_id: externalId, email } = user;
  const found = [
    typeof externalId === "string" ? users.byExternalId(externalId) : undefined,
    typeof email === "string" ? users.byIdentity("email", email) : undefined,
  ];
  return found.filter((each) => each !== undefined);
}

/** The record that wrote the user last; undefined when none did. */
export function lastWriterOf({ attributes }: StoredUser): number | undefined {
  return serialIn(attributes["notes"]);
}
