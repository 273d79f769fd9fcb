import { SINGLE_UPSERTS, createUser, upsertUser } from "../../../zendesk/resources/single-user.ts";
import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import type { Payload } from "../../object-type.ts";
import { BulkPermission } from "../../write/bulk-permission.ts";
import { SingleFallback } from "../../write/single-fallback.ts";
import type { UserFollowUp, SentAction, UserDraft } from "../columns/dependent-values.ts";
import { userColumns } from "../columns/user-columns.ts";
import { USERS } from "../user-keys.ts";
import type { UsersSettings } from "../users-settings.ts";
import { BULK_IMPORT_PATH, BULK_IMPORT_REQUEST } from "./bulk-import.ts";

/**
 * Inserts and upserts in bulk where the account may. Most may not until they ask Zendesk Support:
 * https://developer.zendesk.com/api-reference/ticketing/users/users/
 */
export function createUserImports(
  settings: UsersSettings,
  payload: (draft: UserDraft, action: SentAction) => Payload<UserFollowUp>,
): SingleFallback<ZendeskUser, UserFollowUp> {
  return new SingleFallback({
    object: { ...USERS, columns: userColumns(settings) },
    permission: new BulkPermission({
      path: BULK_IMPORT_PATH,
      isRequired: settings.when_bulk_import_disabled === "fail",
      warning: FALL_BACK_WARNING,
    }),
    limit: SINGLE_UPSERTS,
    sendOne: async (action, draft, { api, signal }) => {
      const [send, sent] = action === "create" ? ([createUser, "create"] as const) : ([upsertUser, "upsert"] as const);
      const { body, followUp } = payload({ ...draft, isSentLate: true }, sent);
      return { ...(await send(api.client, body, signal)), followUp };
    },
  });
}

const FALL_BACK_WARNING =
  "Zendesk does not allow this account to import users in bulk (403). This is normal until the account owner asks for it. The " +
  "sync continues without it. Existing users are updated in bulk if they are found by external_id. Zendesk accepts one new user " +
  "per second: 1,000 new users take about 17 minutes, 100,000 about 28 hours. To import in bulk, ask the account owner to write " +
  `to Zendesk Support: "${BULK_IMPORT_REQUEST}" To end such syncs with an error, set "when_bulk_import_disabled" to "fail".`;
