import { deletePermanently } from "../../../zendesk/resources/deleted-users.ts";
import { type ZendeskUser, showManyUsers } from "../../../zendesk/resources/users.ts";
import { PermanentDeletion } from "../../write/permanent-deletion.ts";
import { USERS } from "../user-keys.ts";

/** https://developer.zendesk.com/api-reference/ticketing/users/users/#permanently-delete-user */
const LIMIT = { requests: 700, windowMs: 10 * 60_000 };

export function createPermanentDeletion(): PermanentDeletion<ZendeskUser> {
  return new PermanentDeletion({
    ...USERS,
    limit: LIMIT,
    wasDeleted: ({ active }) => active === false,
    deletePermanently: (id, { api, signal }) => deletePermanently(api.client, id, signal),
    listByIds: (ids, { api, signal }) => showManyUsers(api.client, "ids", ids, signal),
  });
}
