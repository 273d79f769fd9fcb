import { isSoftDeleted } from "../../../zendesk/resources/deleted-users.ts";
import { type ZendeskUser, showInactiveUsers } from "../../../zendesk/resources/users.ts";
import { isUnlistable } from "../../find/find-by-key.ts";
import { foldedKey } from "../../keys.ts";
import type { RequestContext } from "../../request-context.ts";
import type { KeyValue } from "../../row.ts";

const PARAMETERS = { id: "ids", external_id: "external_ids" } as const;

/** Zendesk finds no deleted user by an address, nor by an external id that no list can contain. */
export function isFoundWhenDeleted({ column, value }: KeyValue): boolean {
  return column === "id" || (column === "external_id" && !isUnlistable(value));
}

/** Users who are deleted, but not permanently, by the keys that really are theirs. */
export async function findSoftDeleted(
  keys: readonly KeyValue[],
  context: RequestContext,
): Promise<ReadonlyMap<KeyValue, ZendeskUser>> {
  const found = new Map<KeyValue, ZendeskUser>();
  for (const column of ["id", "external_id"] as const) {
    const own = keys.filter((key) => key.column === column);
    if (own.length === 0) continue;
    const values = [...new Set(own.map(({ value }) => value))];
    const inactive = await showInactiveUsers(context.api.client, PARAMETERS[column], values, context.signal);
    for (const key of own) {
      const user = await newestSoftDeleted(
        inactive.filter((each) => foldedKey(each[column]) === foldedKey(key.value)),
        context,
      );
      if (user) found.set(key, user);
    }
  }
  return found;
}

/** A key may have been free again after each deletion, so that several users had it. */
async function newestSoftDeleted(
  users: readonly ZendeskUser[],
  { api, signal }: RequestContext,
): Promise<ZendeskUser | undefined> {
  for (const user of users.toSorted((a, b) => b.id - a.id)) {
    if (await isSoftDeleted(api.client, user.id, signal)) return user;
  }
  return undefined;
}
