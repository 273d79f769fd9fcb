import { isForbidden } from "../../../../zendesk/http/errors.ts";
import type { ZendeskUser } from "../../../../zendesk/resources/users.ts";
import { isSearched } from "../../../find/find-rows.ts";
import { identityOf } from "../../../keys.ts";
import type { Draft, ForesightContext } from "../../../object-type.ts";
import type { Rejection } from "../../../rejection.ts";
import type { WriteMode } from "../../../row.ts";
import { refusedRequest } from "../../../write/explain/refused-request.ts";
import { duplicateValue } from "../../../write/explain/rejections.ts";
import { USERS } from "../../user-keys.ts";

/** Whether the row is rejected whoever has its keys: its user exists, or does not. */
export function isRejectedAnyway({ held, row }: Draft<ZendeskUser>, mode: WriteMode): boolean {
  if (mode === "insert") return held !== undefined;
  return !held && (mode === "update" || row.key.column === "id");
}

/** Whether an earlier record of the dry run would have deleted the user. Zendesk does not say whether its keys are then free. */
export function isDeleted({ id }: Pick<ZendeskUser, "id">, { imagined }: ForesightContext): boolean {
  return imagined(identityOf("id", String(id))) === null;
}

/** Another user has the row's value of the column, and is not known if the dry run would have created it. */
export function takenBy(
  owner: Pick<ZendeskUser, "id"> | undefined,
  column: "email" | "external_id",
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
