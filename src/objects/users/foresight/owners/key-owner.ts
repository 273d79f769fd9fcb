import { isForbidden } from "../../../../zendesk/http/errors.ts";
import type { ZendeskUser } from "../../../../zendesk/resources/users.ts";
import { isSearched } from "../../../find/find-rows.ts";
import { identityOf } from "../../../keys.ts";
import type { Draft, Foreseen, ForesightContext } from "../../../object-type.ts";
import type { Rejection } from "../../../rejection.ts";
import type { WriteMode } from "../../../row.ts";
import { refusedRequest } from "../../../write/explain/refused-request.ts";
import { duplicateValue } from "../../../write/explain/rejections.ts";
import { USERS } from "../../user-keys.ts";

/** A column whose values only one user can have. */
type UniqueColumn = "email" | "external_id";

/** Whether the row is rejected no matter who has its keys, because its user exists, or because there is no such user. */
export function isRejectedAnyway({ held, row }: Draft<ZendeskUser>, mode: WriteMode): boolean {
  if (mode === "insert") return held !== undefined;
  return !held && (mode === "update" || row.key.column === "id");
}

/** Whether an earlier record of the dry run would have deleted the user. Zendesk does not say whether its keys are then free. */
export function isDeleted({ id }: Pick<ZendeskUser, "id">, { imagined }: ForesightContext): boolean {
  return imagined(identityOf("id", String(id))) === null;
}

/** What becomes of a row with a key of a user whom the dry run has created or deleted. Undefined if the key is no such user's. */
export function foreseeImagined(
  { column, value }: { readonly column: UniqueColumn; readonly value: string },
  draft: Draft<ZendeskUser>,
  context: ForesightContext,
): Foreseen<ZendeskUser> | undefined {
  const id = context.imagined(identityOf(column, value));
  if (id === undefined) return undefined;
  if (id === null) return { draft, hasUncheckedKey: true };
  return id === draft.held?.id ? { draft } : { draft, rejection: takenBy(undefined, column, draft, context) };
}

/** Another user has the row's value of the column, and is not known if the dry run would have created it. */
export function takenBy(
  owner: Pick<ZendeskUser, "id"> | undefined,
  column: UniqueColumn,
  { row }: Draft<ZendeskUser>,
  { mode }: ForesightContext,
): Rejection {
  const rejection = duplicateValue(column, USERS.noun);
  // Zendesk also refuses to insert a user who exists. Only a search, which lags, could tell the two apart.
  const reason = mode === "insert" && isSearched(USERS, row) ? "already_exists" : rejection.reason;
  return { ...rejection, reason, zendesk: owner && { ids: [owner.id] } };
}

/** Whether Zendesk refuses a look-up. Credentials that may write users may still not be allowed to search. */
export function isRefusedLookUp(error: unknown): boolean {
  return isForbidden(error) || refusedRequest(error) !== undefined;
}
