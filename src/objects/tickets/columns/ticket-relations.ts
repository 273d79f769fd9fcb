import type { IdDirectory, RelationField, Relation } from "../../relation.ts";
import { GROUP_TARGET, ORGANIZATION_TARGET, USER_TARGET } from "../../references/targets.ts";
import type { NestedRelation } from "../../write/nested-references.ts";

/** The people and the organization of a ticket. */
export const REQUESTER: RelationField = { field: "requester", target: USER_TARGET };
export const SUBMITTER: RelationField = { field: "submitter", target: USER_TARGET };
export const ASSIGNEE: RelationField = { field: "assignee", target: USER_TARGET };
export const ORGANIZATION: RelationField = { field: "organization", target: ORGANIZATION_TARGET };
export const GROUP: RelationField = { field: "group", target: GROUP_TARGET };

/** Zendesk silently cuts a longer list in an update, and refuses it in a new ticket. */
const MOST_EMAIL_CCS = 48;
export const EMAIL_CCS = {
  field: "email_ccs",
  target: USER_TARGET,
  most: MOST_EMAIL_CCS,
} as const satisfies RelationField;

/** Agents only. Zendesk counts followers as collaborators, as it does email CCs. */
export const FOLLOWERS = {
  field: "followers",
  target: USER_TARGET,
  most: MOST_EMAIL_CCS,
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
