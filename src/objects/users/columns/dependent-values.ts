import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import { isSearched } from "../../find/find-rows.ts";
import { foldedKey } from "../../keys.ts";
import type { Draft, WriteAction } from "../../object-type.ts";
import type { FieldValues } from "../../row.ts";
import { givenList, resultingList } from "../../write/lists.ts";
import { USERS } from "../user-keys.ts";
import type { UsersSettings } from "../users-settings.ts";

export interface UserDraft extends Draft<ZendeskUser> {
  /** Sent so late that the user may have been created since the look-up. */
  readonly isSentLate?: boolean;
}

export type SentAction = Exclude<WriteAction, "delete">;

/** What a row's request cannot contain, because it depends on a user who is known only afterwards. */
export interface UserFollowUp {
  readonly tags?: readonly string[];
  readonly organizationIds?: readonly number[];
  readonly primaryEmail?: string;
}

/** What the request contains of some columns, and what its follow-up does. */
interface Part {
  readonly values?: FieldValues;
  readonly followUp?: UserFollowUp;
}

/**
 * Zendesk replaces the whole set of a user's tags. If the user is not known yet (one found by its address may have other
 * tags), tags are written afterwards.
 */
export function tagsPart(
  { held: user, isSentLate, row, values }: UserDraft,
  action: SentAction,
  { tags_mode }: UsersSettings,
): Part {
  const tags = givenList(values);
  if (!tags) return {};
  if (tags_mode === "replace") return { values: { tags } };
  const isAbsent = values["email"] === undefined && !isSearched(USERS, row) && isSentLate !== true;
  const isKnown = user !== undefined || action === "create" || isAbsent;
  if (!isKnown) return { followUp: { tags } };
  return { values: { tags: resultingList(user?.tags ?? [], tags, tags_mode) } };
}

/**
 * On an existing user, `organization_id` ends all other memberships, even where it names the default organization: to
 * be added, an organization must be a membership of its own.
 */
export function organizationPart(
  { held: user, values }: UserDraft,
  action: SentAction,
  { organization_mode }: UsersSettings,
): Part {
  const { organization_id: id, organization_ids: list } = values;
  if (id === undefined && list === undefined) return {};
  const isSet = organization_mode === "replace" || action === "create";
  if (isSet && list === undefined) return { values: { organization_id: id } };
  // The first is the default.
  const ids = [...new Set([id, list].flat())].filter((each) => typeof each === "number");
  if (isSet) return { values: { organization_ids: ids } };
  const added = ids.filter((each) => each !== user?.organization_id);
  return added.length > 0 ? { followUp: { organizationIds: added } } : {};
}

/** An address sent for an existing user becomes a secondary one. */
export function emailPart(
  { held: user, row, values }: UserDraft,
  action: SentAction,
  { email_change }: UsersSettings,
): Part {
  const { email } = values;
  if (typeof email !== "string") return {};
  if (action === "create" || row.key.column === "email") return { values: { email } };
  // If another record has changed the user's external id since the look-up, an upsert still finds the user by the address.
  if (foldedKey(user?.email) === foldedKey(email)) return action === "upsert" ? { values: { email } } : {};
  if (user?.email && email_change === "ignore") return {};
  return { values: { email }, ...(email_change === "make_primary" && { followUp: { primaryEmail: email } }) };
}
