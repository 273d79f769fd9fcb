import type { StoredChange } from "../rejects/stored-change.ts";

const ORGANIZATION_FIELDS: ReadonlySet<string> = new Set(["organization_id", "organization_ids"]);

/** Which users a sync has added to which organizations. */
export class SyncMemberships {
  readonly #users = new Map<string, Set<string>>();

  add({ fields, object, zendeskId }: Pick<StoredChange, "fields" | "object" | "zendeskId">): void {
    const added = (field: string): readonly string[] => [fields.get(field)?.after ?? []].flat().map(String);
    if (object === "organization_memberships") this.#note(added("organization_id"), added("user_id"));
    if (object === "users") for (const field of ORGANIZATION_FIELDS) this.#note(added(field), [String(zendeskId)]);
  }

  has(organizationId: number | string, userId: number | string): boolean {
    return this.#users.get(String(organizationId))?.has(String(userId)) === true;
  }

  #note(organizations: readonly string[], users: readonly string[]): void {
    for (const organization of organizations) {
      const own = this.#users.get(organization) ?? new Set<string>();
      this.#users.set(organization, own);
      for (const user of users) own.add(user);
    }
  }
}
