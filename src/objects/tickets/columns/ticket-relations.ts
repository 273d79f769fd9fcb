import type { Dependency } from "../../dependency.ts";
import { membershipOf } from "../../references/dependency.ts";
import type { IdDirectory, RelationField, Relation } from "../../relation.ts";
import { GROUP_TARGET, ORGANIZATION_TARGET, USER_TARGET } from "../../references/targets.ts";
import type { FieldValues } from "../../row.ts";
import { dependenciesIn } from "../../write/dependencies.ts";
import { type NestedRelation, nestedDependencies } from "../../write/nested-references.ts";

/** The people and the organization of a ticket. */
export const REQUESTER: RelationField = { field: "requester", target: USER_TARGET };
export const SUBMITTER: RelationField = { field: "submitter", target: USER_TARGET };
export const ASSIGNEE: RelationField = { field: "assignee", target: USER_TARGET };
export const ORGANIZATION: RelationField = { field: "organization", target: ORGANIZATION_TARGET };
export const GROUP: RelationField = { field: "group", target: GROUP_TARGET };

/** Zendesk silently cuts a longer list in an update, and refuses it in a new ticket. */
const MAX_EMAIL_CCS = 48;
export const EMAIL_CCS = {
  field: "email_ccs",
  target: USER_TARGET,
  maxItems: MAX_EMAIL_CCS,
} as const satisfies RelationField;

/** Agents only. Zendesk counts followers as collaborators, as it does email CCs. */
export const FOLLOWERS = {
  field: "followers",
  target: USER_TARGET,
  maxItems: MAX_EMAIL_CCS,
} as const satisfies RelationField;

/** Who wrote a comment. */
export const AUTHOR: NestedRelation = { field: "author", target: USER_TARGET, columns: ["comment", "comments"] };

const USER_RELATIONS: readonly RelationField[] = [REQUESTER, SUBMITTER, ASSIGNEE, EMAIL_CCS, FOLLOWERS];

export const RELATIONS: readonly RelationField[] = [...USER_RELATIONS, ORGANIZATION, GROUP];

/** In the order in which they are looked up. */
export function relationsOfTickets(
  users: IdDirectory,
  organizations: IdDirectory,
  groups: IdDirectory,
): readonly Relation[] {
  return [
    ...USER_RELATIONS.map((relation) => ({ ...relation, directory: users })),
    { ...ORGANIZATION, directory: organizations },
    { ...GROUP, directory: groups },
  ];
}

/** In addition to its relations: Zendesk refuses the organization of a ticket whose requester does not belong to it. */
export function dependenciesOfTicket(values: FieldValues): readonly Dependency[] {
  const hasOrganization = dependenciesIn(values, ORGANIZATION).length > 0;
  const memberships = hasOrganization ? dependenciesIn(values, REQUESTER).map(membershipOf) : [];
  return [...nestedDependencies(values, AUTHOR), ...memberships];
}
