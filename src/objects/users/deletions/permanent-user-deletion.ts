import { counted } from "../../../text/counted.ts";
import { deletePermanently } from "../../../zendesk/resources/deleted-users.ts";
import { type ZendeskUser, showManyUsers } from "../../../zendesk/resources/users.ts";
import { EarlierDeletions } from "../../write/earlier-deletions.ts";
import { PermanentDeletion } from "../../write/permanent-deletion.ts";
import type { UserFollowUp } from "../columns/dependent-values.ts";
import { USERS } from "../user-keys.ts";
import { findSoftDeleted, isFoundWhenDeleted } from "./soft-deleted-users.ts";

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user */
const LIMIT = { requests: 700, windowMs: 10 * 60_000 };

interface UserDeletion {
  readonly earlier: EarlierDeletions<ZendeskUser, UserFollowUp>;
  readonly permanent: PermanentDeletion<ZendeskUser>;
}

/** What `permanent_deletion` adds to the deletion of users. */
export function createPermanentDeletion(): UserDeletion {
  return {
    earlier: new EarlierDeletions({
      wasDeleted,
      isFindable: isFoundWhenDeleted,
      find: findSoftDeleted,
      describeUnfindable,
    }),
    permanent: new PermanentDeletion({
      ...USERS,
      limit: LIMIT,
      wasDeleted,
      deletePermanently: (id, { api, signal }) => deletePermanently(api.client, id, signal),
      listByIds: (ids, { api, signal }) => showManyUsers(api.client, "ids", ids, signal),
    }),
  };
}

function wasDeleted({ active }: ZendeskUser): boolean {
  return active === false;
}

function describeUnfindable(count: number): string {
  return (
    `permanent_deletion is on, but ${counted(count, "record")} matched no user. Zendesk cannot find deleted users by ` +
    "email address, or by an external_id that contains a comma. Users that an earlier sync has deleted, but not permanently, " +
    "therefore remain until Zendesk deletes them permanently after 30 days. To have them deleted now, match users by id " +
    "or by external_id."
  );
}
