import { type ZendeskUser, hasAddress, searchUsers, showManyUsers } from "../../zendesk/resources/users.ts";
import { foldedKey } from "../keys.ts";
import type { Key } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import type { Row } from "../row.ts";
import { type ThingReader, searchableKeys } from "../find/find-by-key.ts";

/** `show_many` does not accept addresses. */
export const USER_KEYS: readonly Key<ZendeskUser>[] = searchableKeys("email", readerIn);

/** What general code needs to know of users. */
export const USERS = { keys: USER_KEYS, noun: { one: "user", many: "users" } } as const;

function readerIn(context: RequestContext): ThingReader<ZendeskUser> {
  const { client } = context.api;
  const { signal } = context;
  return {
    listByIds: (ids) => showManyUsers(client, "ids", ids, signal),
    listByExternalIds: (externalIds) => showManyUsers(client, "external_ids", externalIds, signal),
    search: (column, value) => searchUsers(client, column === "email" ? "email" : "external_id", value, signal),
    hasKey: (user, column, value) => hasUserKey({ column, value }, user, context),
  };
}

/** Whether the user has the key. An address may be any of the user's: what the search found may be someone else's. */
export async function hasUserKey(
  { column, value }: Row["key"],
  user: ZendeskUser,
  { api, signal }: RequestContext,
): Promise<boolean> {
  if (foldedKey(user[column]) === foldedKey(value)) return true;
  return column === "email" && hasAddress(api.client, user.id, value, signal);
}
