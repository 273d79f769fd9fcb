import type { Column } from "../../fields/column.ts";
import { relationColumns } from "../references/relation-columns.ts";
import { ORGANIZATION_TARGET, USER_TARGET } from "../references/targets.ts";
import type { RelationField } from "../relation.ts";

export const MEMBER: RelationField = { field: "user", target: USER_TARGET };
export const MEMBER_OF: RelationField = { field: "organization", target: ORGANIZATION_TARGET };

/** The columns of a membership: whatever names its user, and whatever names its organization. */
export const MEMBERSHIP_COLUMNS: Readonly<Record<string, Column>> = {
  ...relationColumns(MEMBER),
  ...relationColumns(MEMBER_OF),
};

export const UNWRITTEN_COLUMNS: ReadonlyMap<string, string> = new Map([
  ["id", "memberships are matched by their user and organization"],
  ["default", "the default organization of a user is written with the user"],
]);
