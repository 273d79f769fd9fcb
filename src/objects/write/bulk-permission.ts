import { type ZendeskHttpError, isForbidden } from "../../zendesk/http/errors.ts";
import { coversRequest } from "../../zendesk/http/scopes.ts";
import { isAdmin } from "../../zendesk/resources/account.ts";
import type { WriteContext } from "../object-type.ts";

/** Bulk requests that not every account may send. */
interface RestrictedRequests {
  readonly path: RegExp;
  /** The sync ends without the permission. */
  readonly isRequired: boolean;
  /** What it means that the permission is missing. */
  readonly warning: string;
}

/** Whether the account may send certain bulk requests. The only sign is a 403 to an admin. */
export class BulkPermission {
  readonly #restricted: RestrictedRequests;
  #byAdmin: Promise<boolean> | undefined;
  #isMissing = false;

  constructor(restricted: RestrictedRequests) {
    this.#restricted = restricted;
  }

  get isMissing(): boolean {
    return this.#isMissing;
  }

  /** Whether a request failed because the permission is missing, and the sync continues without it. Warns once. */
  async explains(error: unknown, { api, warn }: WriteContext): Promise<boolean> {
    const { isRequired, warning } = this.#restricted;
    if (isRequired || !this.#isRefused(error)) return false;
    // If the token may not write such things, the 403 says nothing about the account.
    const scope = api.scope.known;
    if (scope !== undefined && !coversRequest(scope, error)) return false;
    this.#byAdmin ??= isAdmin(api.client);
    // Any other role may lack the right to write them at all.
    if (!(await this.#byAdmin)) return false;
    if (!this.#isMissing) warn(warning);
    this.#isMissing = true;
    return true;
  }

  #isRefused(error: unknown): error is ZendeskHttpError {
    return isForbidden(error) && this.#restricted.path.test(error.path);
  }
}
