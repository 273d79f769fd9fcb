import { serialIn } from "../../scenario/draw-people.ts";
import { sortedByName } from "../comparable-values.ts";
import type { Account, ObjectOracle, UnknowableKeys } from "../object-oracle.ts";
import { WHEN_DISTURBED } from "../when-disturbed.ts";
import { type StoredOrganization, organizationsOfRecord } from "./held-organizations.ts";
import { organizationKeysInRequest } from "./named-organization-keys.ts";
import { keysOfOrganization, keysOfOrganizationRecord, organizationKey } from "./organization-keys.ts";
import { ReferenceOrganizations } from "./reference-organizations.ts";

export const ORGANIZATIONS_ORACLE: ObjectOracle = {
  jobType: /organization(?!.*membership)/i,
  serialOfRow: (row) => serialIn(row["notes"]),
  keysInRequest: organizationKeysInRequest,
  keysIn: keysOfOrganizationRecord,
  keysOfId: (id, { organizations }) => {
    const organization = organizations.formerById(Number(id));
    return organization ? keysOfOrganization(organization) : [organizationKey("id", id)];
  },
  heldBy: (record, account) =>
    organizationsOfRecord(record, account).map(({ attributes }) => ({ lastWriter: serialIn(attributes["notes"]) })),
  // One job writes everything.
  hasFollowUp: () => false,
  ownReasons: [],
  whenDisturbed: WHEN_DISTURBED,
  whenChangedByOthers: {
    upsert: { effects: ["created", "updated"], reasons: ["missing_required_field", "duplicate_value"] },
    // A record without a name cannot create again what others have deleted.
    insert: { effects: ["created"], reasons: ["already_exists", "duplicate_value", "missing_required_field"] },
    update: { effects: ["updated"], reasons: ["not_found", "duplicate_value"] },
    delete: { effects: ["deleted", "unchanged"], reasons: [] },
  },
  reference: (client, outcomes) => new ReferenceOrganizations(client, outcomes),
  comparable: comparableOrganizations,
};

function comparableOrganizations({ organizations }: Account, { excusedKeys }: UnknowableKeys): ReadonlySet<string> {
  const comparable = [...organizations.all()].filter(
    (each) => !keysOfOrganization(each).some((key) => excusedKeys.has(key)),
  );
  return new Set(comparable.map(comparableText));
}

function comparableText({ attributes, externalId, fields, name, tags }: StoredOrganization): string {
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
