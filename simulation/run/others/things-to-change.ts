import { keysOfOrganizationRecord, organizationKey } from "../../oracle/organizations/organization-keys.ts";
import { keysIn } from "../../oracle/people.ts";
import { type PeopleChangedByOthers, referredTo } from "../../oracle/people-changed-by-others.ts";
import { meaningOf } from "../../oracle/record-meaning.ts";
import { ORGANIZATIONS } from "../../scenario/organizations/shared-organizations.ts";
import type { ObjectName, OthersAction, ScenarioRecord } from "../../scenario/scenario.ts";
import type { Connection } from "../connection.ts";

/** A user or organization that records are about, or an organization that they put users into. */
export interface Thing {
  readonly name: string;
  readonly object: ObjectName;
  /** Its keys, as spelled in its records. */
  readonly records: readonly Pick<ScenarioRecord, "user">[];
  /** The same in lower case. */
  readonly keys: readonly string[];
  /** Whether one of the records deletes it, so that the rest of it may be gone. */
  readonly isDeleted: boolean;
  /** One entry per connection that writes or names it. */
  readonly changed: readonly PeopleChangedByOthers[];
}

type ChangedConnection = Pick<Connection, "changedByOthers" | "connector">;

export function thingsToChange(connections: readonly ChangedConnection[]): readonly Thing[] {
  return [...connections.flatMap(ownThings), ...sharedOrganizations(connections)];
}

export function noteChange(thing: Thing, action: OthersAction): void {
  for (const each of thing.changed) each.note(thing.name, action);
  for (const key of thing.keys) noteKey(thing, key);
}

export function noteKey({ changed }: Thing, key: string): void {
  for (const each of changed) each.noteKey(key);
}

function ownThings({ changedByOthers: changed, connector }: ChangedConnection): readonly Thing[] {
  const records = connector.input.filter((item) => item.type === "record" && item.refusal === undefined);
  const things = Map.groupBy(records as readonly ScenarioRecord[], ({ person }) => person);
  return [...things].map(([name, own]) => ({
    name,
    object: own[0]?.stream.object ?? "users",
    records: own,
    keys: own.flatMap(keysIn),
    isDeleted: own.some((record) => meaningOf(record, connector) === "delete"),
    changed: [changed],
  }));
}

/** Organizations that records name, but that no record is about. */
function sharedOrganizations(connections: readonly ChangedConnection[]): readonly Thing[] {
  return ORGANIZATIONS.flatMap(({ externalId, id, name }) => {
    const record = { user: { external_id: externalId, name } };
    const reference = { column: "id", value: String(id) } as const;
    const naming = connections.filter(({ connector: { input } }) =>
      input.some(
        (item) =>
          item.type === "record" &&
          [item.organization ?? [], item.organizations ?? []]
            .flat()
            .some((named) => referredTo(named) === referredTo(reference)),
      ),
    );
    if (naming.length === 0) return [];
    return {
      name: referredTo(reference),
      object: "organizations" as const,
      records: [record],
      // Once it is gone, a text that was its external id names the organization with that text as its name.
      keys: [...keysOfOrganizationRecord(record), organizationKey("name", externalId)],
      isDeleted: false,
      changed: naming.map(({ changedByOthers }) => changedByOthers),
    };
  });
}
