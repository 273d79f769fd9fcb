import { isAdmin } from "../../../zendesk/resources/account.ts";
import { type ZendeskHttpError, isForbidden } from "../../../zendesk/http/errors.ts";
import { coversRequest } from "../../../zendesk/http/scopes.ts";
import type { WriteContext } from "../../object-type.ts";
import { BULK_IMPORT_PATH, BULK_IMPORT_REQUEST } from "./bulk-import.ts";
import type { UsersSettings } from "../users-settings.ts";

/**
 * Whether the account may import users in bulk. Most may not until they ask Zendesk Support. The only sign is a 403 to
 * an import by an admin: https://developer.zendesk.com/api-reference/ticketing/users/users/
 */
export class ImportPermission {
  readonly #whenMissing: UsersSettings["when_bulk_import_disabled"];
  #byAdmin: Promise<boolean> | undefined;
  #isMissing = false;

  constructor(whenMissing: UsersSettings["when_bulk_import_disabled"]) {
    this.#whenMissing = whenMissing;
  }

  get isMissing(): boolean {
    return this.#isMissing;
  }

  /** Whether an import failed because the permission is missing, and the sync continues without it. Warns once. */
  async explains(error: unknown, { api, warn }: WriteContext): Promise<boolean> {
    if (this.#whenMissing === "fail" || !isRefusedImport(error)) return false;
    // If the token may not write users, the 403 says nothing about the account.
    const scope = api.scope.known;
    if (scope !== undefined && !coversRequest(scope, error)) return false;
    this.#byAdmin ??= isAdmin(api.client);
    // Any other role may lack the right to write users at all.
    if (!(await this.#byAdmin)) return false;
    if (!this.#isMissing) warn(FALL_BACK_WARNING);
    this.#isMissing = true;
    return true;
  }
}

function isRefusedImport(error: unknown): error is ZendeskHttpError {
  return isForbidden(error) && BULK_IMPORT_PATH.test(error.path);
}

const FALL_BACK_WARNING =
  "Zendesk does not allow this account to import users in bulk (403). This is normal until the account owner asks for it. The " +
  "sync continues without it. Existing users are updated in bulk if they are found by external_id. Zendesk accepts one new user " +
  "per second: 1,000 new users take about 17 minutes, 100,000 about 28 hours. To import in bulk, ask the account owner to write " +
  `to Zendesk Support: "${BULK_IMPORT_REQUEST}" To end such syncs with an error, set "when_bulk_import_disabled" to "fail".`;
