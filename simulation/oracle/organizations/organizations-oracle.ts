import { serialIn } from "../../scenario/draw-people.ts";
import type { ScenarioRecord } from "../../scenario/scenario.ts";
import { sortedByName } from "../comparable-values.ts";
import type { Account, ObjectOracle, UnknowableKeys } from "../object-oracle.ts";
import { keysOfOrganizationRecord, organizationKey } from "./organization-keys.ts";
import { ReferenceOrganizations } from "./reference-organizations.ts";

type Organization = NonNullable<ReturnType<Account["organizations"]["byId"]>>;

export const ORGANIZATIONS_ORACLE: ObjectOracle = {
  keysIn: keysOfOrganizationRecord,
  keysOfId: (id, { organizations }) => {
    const organization = organizations.formerById(id);
    return organization ? keysOf(organization) : [organizationKey("id", id)];
  },
  heldBy: (record, account) =>
    organizationsOf(record, account).map(({ attributes }) => ({ lastWriter: serialIn(attributes["notes"]) })),
  // One job writes all of it.
  hasFollowUp: () => false,
  whenDisturbed: {
    upsert: { effects: ["created", "updated"], reasons: ["missing_required_field"] },
    insert: { effects: ["created"], reasons: ["already_exists"] },
    update: { effects: ["updated"], reasons: [] },
    delete: { effects: ["deleted", "unchanged"], reasons: [] },
    ignored: { effects: [], reasons: [] },
  },
  // Others change users only.
  whenChangedByOthers: {},
  reference: (client, outcomes) => new ReferenceOrganizations(client, outcomes),
  comparable: comparableOrganizations,
};

/** Organizations that have one of the record's keys. */
function organizationsOf({ user }: ScenarioRecord, { organizations }: Account): readonly Organization[] {
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

function comparableOrganizations({ organizations }: Account, { excusedKeys }: UnknowableKeys): ReadonlySet<string> {
  const comparable = [...organizations.all()].filter((each) => !keysOf(each).some((key) => excusedKeys.has(key)));
  return new Set(comparable.map(comparableText));
}

function comparableText({ attributes, externalId, fields, name, tags }: Organization): string {
  const { domain_names: domains } = attributes;
  return JSON.stringify({
    name,
    externalId,
    tags: tags.toSorted(),
    fields: sortedByName(fields),
    attributes: sortedByName({
      ...attributes,
      domain_names: Array.isArray(domains) ? domains.map(String).toSorted() : [],
    }),
  });
}

function keysOf({ externalId, id, name }: Organization): readonly string[] {
  const keys = [organizationKey("id", id), organizationKey("name", name)];
  return externalId === null ? keys : [...keys, organizationKey("external_id", externalId)];
}
