import type { ScenarioRecord } from "../../scenario/scenario.ts";
import type { Account } from "../object-oracle.ts";

export type StoredOrganization = NonNullable<ReturnType<Account["organizations"]["byId"]>>;

/** The organizations that have one of the record's keys. If the record has Zendesk's id, that is its only key. */
export function organizationsOfRecord(
  { user }: Pick<ScenarioRecord, "user">,
  { organizations }: Account,
): readonly StoredOrganization[] {
  const { external_id: externalId, id, name } = user;
  const found =
    typeof id === "string"
      ? [organizations.byId(Number(id))]
      : [
          typeof externalId === "string" ? organizations.byExternalId(externalId) : undefined,
          typeof name === "string" ? organizations.byName(name) : undefined,
        ];
  return found.filter((each) => each !== undefined);
}
