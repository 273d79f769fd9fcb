import type { FieldValues, WriteMode } from "../zendesk-object.ts";
import type { UserDraft } from "./user-draft.ts";
import { isSearched } from "./find-users.ts";
import { foldedKey, toUser, without } from "./user-row.ts";
import type { UsersSettings } from "./users-settings.ts";

/** What of a row cannot be in its request, because it depends on a user that is known only afterwards. */
export interface FollowUp {
  readonly tags?: readonly string[];
  readonly organizationId?: number;
  readonly primaryEmail?: string;
}

export interface UserPayload {
  readonly user: Record<string, unknown>;
  readonly followUp: FollowUp | undefined;
}

/** A row as the request of its mode takes it, and what is left to do once the user's id is known. */
export function userPayload(draft: UserDraft, mode: WriteMode, settings: UsersSettings): UserPayload {
  const tags = tagsPart(draft, mode, settings);
  const organization = organizationPart(draft, mode, settings);
  const email = emailPart(draft, mode, settings);
  const followUp = { ...tags.followUp, ...organization.followUp, ...email.followUp };
  const values = {
    ...keyColumns(draft, mode),
    ...without(draft.values, "id", "external_id", "email", "tags", "organization_id"),
    ...tags.values,
    ...organization.values,
    ...email.values,
  };
  const user = toUser(values);
  if (settings.skipVerifyEmail && (mode !== "update" || "email" in values)) user["skip_verify_email"] = true;
  return { user, followUp: Object.keys(followUp).length > 0 ? followUp : undefined };
}

interface Part {
  readonly values?: FieldValues;
  readonly followUp?: FollowUp;
}

/** A user that was looked up is written by its id, which no other record can change meanwhile. */
function keyColumns({ row, user, values }: UserDraft, mode: WriteMode): FieldValues {
  const isById = user !== undefined && (mode === "update" || row.key.column === "id");
  const external = values["external_id"];
  if (!isById) return external === undefined ? {} : { external_id: external };
  const isKey = row.key.column === "external_id" || external === undefined;
  return { id: user.id, ...(!isKey && { external_id: external }) };
}

/**
 * Zendesk replaces the whole set of a user's tags. They are added or removed here where the user is known; where it
 * may turn out to be a user with other tags (one found by its address), only afterwards.
 */
function tagsPart({ isSentLate, row, user, values }: UserDraft, mode: WriteMode, { tagsMode }: UsersSettings): Part {
  const tags = tagsOf(values);
  if (!tags) return {};
  if (tagsMode === "replace") return { values: { tags } };
  const isAbsent = values["email"] === undefined && !isSearched(row) && isSentLate !== true;
  const isKnown = user !== undefined || mode === "insert" || isAbsent;
  if (!isKnown) return { followUp: { tags } };
  return { values: { tags: resultingTags(user?.tags ?? [], tags, tagsMode) } };
}

function tagsOf(values: FieldValues): readonly string[] | undefined {
  const { tags } = values;
  if (tags === undefined) return undefined;
  return Array.isArray(tags) ? tags.map(String) : [];
}

export function resultingTags(
  held: readonly string[],
  given: readonly string[],
  mode: UsersSettings["tagsMode"],
): readonly string[] {
  switch (mode) {
    case "replace":
      return given;
    case "add":
      return [...new Set([...held, ...given])];
    case "remove":
      return held.filter((tag) => !given.includes(tag));
  }
}

/**
 * On an existing user, `organization_id` ends all other memberships, even where it names the default organization: to
 * be added, an organization must be a membership of its own.
 */
function organizationPart({ user, values }: UserDraft, mode: WriteMode, { organizationMode }: UsersSettings): Part {
  const { organization_id: id } = values;
  if (id === undefined) return {};
  if (organizationMode === "replace" || mode === "insert") return { values: { organization_id: id } };
  return typeof id === "number" && user?.organization_id !== id ? { followUp: { organizationId: id } } : {};
}

/** An address sent for an existing user becomes a secondary one. */
function emailPart({ row, user, values }: UserDraft, mode: WriteMode, { emailChange }: UsersSettings): Part {
  const { email } = values;
  if (typeof email !== "string") return {};
  if (mode === "insert") return { values: { email } };
  if (row.key.column === "email") return mode === "upsert" ? { values: { email } } : {};
  if (user?.email && (emailChange === "ignore" || foldedKey(user.email) === foldedKey(email))) return {};
  return { values: { email }, ...(emailChange === "make_primary" && { followUp: { primaryEmail: email } }) };
}
