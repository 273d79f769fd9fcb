import type { ZendeskUser } from "../../zendesk/resources/users.ts";
import type { FieldValues, Outcome, Row, WriteMode } from "../zendesk-object.ts";
import { type ComparisonRules, changedColumns } from "./compare-user.ts";
import { rehearsedChanges } from "./rehearsed-changes.ts";
import { isSearched } from "./find-users.ts";
import { missingName } from "./row-outcome.ts";
import type { UserDraft } from "./user-draft.ts";
import { foldedKey, without } from "./user-row.ts";

interface Circumstances {
  readonly mode: WriteMode;
  readonly comparison: ComparisonRules;
  readonly skipUnchanged: boolean;
  readonly wasSubmitted: (row: Row) => boolean;
}

/** The outcome of a row that need not, or must not, be sent; undefined: send it. */
export function decide(draft: UserDraft, circumstances: Circumstances): Outcome | undefined {
  const { mode } = circumstances;
  const isRepeat = circumstances.wasSubmitted(draft.row);
  switch (mode) {
    case "delete":
      return decideDelete(draft, isRepeat);
    case "update":
      return draft.user ? decideUnchanged(draft, circumstances) : notFound(draft.row);
    case "insert":
      return decideInsert(draft, isRepeat, circumstances);
    case "upsert":
      if (draft.user) return decideUnchanged(draft, circumstances);
      // Zendesk gives ids, it does not take them: a user that is to have a certain one must exist.
      return draft.row.key.column === "id" ? notFound(draft.row) : undefined;
  }
}

function decideDelete({ user }: UserDraft, isRepeat: boolean): Outcome | undefined {
  // Submitted before, and Zendesk did not say what became of it: this is what became of it.
  if (!user) return { kind: "written", effect: isRepeat ? "deleted" : "unchanged" };
  if (user.role === "end-user") return undefined;
  return {
    kind: "rejected",
    rejection: {
      reason: "protected",
      message:
        "The user is an agent or an admin, whom this connector never deletes. Remove the person in Zendesk's Admin Center.",
    },
  };
}

function decideInsert(draft: UserDraft, isRepeat: boolean, { comparison }: Circumstances): Outcome | undefined {
  const { row, user, values } = draft;
  if (user && isRepeat && isPerhapsOwn(draft, user, comparison)) {
    return { kind: "written", effect: "created", zendeskId: user.id };
  }
  if (user) return alreadyExists(row);
  if (row.key.column === "id") return notFound(row);
  return typeof values["name"] === "string" ? undefined : { kind: "rejected", rejection: missingName() };
}

/** What a user does not show, or shows in part. */
const UNSEEN = ["organization_id", "remote_photo_url"] as const;

/**
 * Whether an insert that was submitted before may have made the user. A list by ids shows first that there is none; the
 * search may have missed one who is too new for its index, and who then holds other values than the record.
 */
function isPerhapsOwn(draft: UserDraft, user: ZendeskUser, comparison: ComparisonRules): boolean {
  if (!isSearched(draft.row)) return true;
  return changedColumns(without(comparedValues(draft), ...UNSEEN), user, comparison).length === 0;
}

function decideUnchanged(
  draft: UserDraft,
  { comparison, skipUnchanged, wasSubmitted }: Circumstances,
): Outcome | undefined {
  const { row, user } = draft;
  if (!skipUnchanged || !user || changedColumns(comparedValues(draft), user, comparison).length > 0) return undefined;
  // A row that was submitted differed before: its job wrote it, although Zendesk did not say so.
  return { kind: "written", effect: wasSubmitted(row) ? "updated" : "unchanged", zendeskId: user.id };
}

/** An address by which the user was found is one of its own, whichever is the primary one. */
function comparedValues({ row, values }: UserDraft): FieldValues {
  return row.key.column === "email" ? without(values, "email") : values;
}

export function alreadyExists({ key }: Row): Outcome {
  return {
    kind: "rejected",
    rejection: {
      reason: "already_exists",
      field: key.column,
      message: `A user with this ${key.column} exists already, and the stream only inserts. Choose append_dedup to update such users.`,
    },
  };
}

export function notFound({ key }: Row): Outcome {
  return {
    kind: "rejected",
    rejection: {
      reason: "not_found",
      field: key.column,
      message: `Zendesk has no user with this ${key.column}. Choose append_dedup with external_id or email as key to create such users, or correct the record.`,
    },
  };
}

/** Whether Zendesk has the user: one that a dry run would have created has a negative id. */
export function isReal({ id }: ZendeskUser): boolean {
  return id > 0;
}

/** Whether the row brings an address that may be another user's: only users found by their address are known to have it. */
function isOwnerUnknown({ row, user, values }: UserDraft, { emailChange }: ComparisonRules): boolean {
  const { email } = values;
  if (typeof email !== "string" || row.key.column === "email") return false;
  if (!user) return true;
  return isReal(user) && foldedKey(user.email) !== foldedKey(email) && !(emailChange === "ignore" && user.email);
}

/** What writing the row would do: told by a rehearsal, in which nothing is sent. */
export function rehearse(draft: UserDraft, mode: WriteMode, comparison: ComparisonRules): Outcome {
  const { user, values } = draft;
  if (mode === "delete") return { kind: "written", effect: "deleted", zendeskId: user?.id, changes: [] };
  if (!user) {
    if (typeof values["name"] !== "string") return { kind: "rejected", rejection: missingName() };
    const changes = rehearsedChanges(values, undefined, comparison);
    return { kind: "written", effect: "created", changes, isOwnerUnknown: isOwnerUnknown(draft, comparison) };
  }
  const changes = rehearsedChanges(comparedValues(draft), user, comparison);
  return changes.length === 0
    ? { kind: "written", effect: "unchanged", zendeskId: user.id }
    : {
        kind: "written",
        effect: "updated",
        zendeskId: user.id,
        changes,
        isOwnerUnknown: isOwnerUnknown(draft, comparison),
      };
}
