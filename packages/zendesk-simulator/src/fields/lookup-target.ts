import type { OrganizationStore } from "../organizations/organization-store.ts";
import type { UserStore } from "../users/user-store.ts";
import type { FindTarget } from "./field-value.ts";

/** What lookup fields can point at. */
export interface LookupTargets {
  readonly users: UserStore;
  readonly organizations: OrganizationStore;
}

/** Objects that are not simulated are assumed to have every record. */
export function lookupTarget({ users, organizations }: LookupTargets): FindTarget {
  return (type, key, value) => {
    if (type !== "zen:user" && type !== "zen:organization") return `${key}:${value}`;
    if (key === "name") return type === "zen:user" ? undefined : organizations.byName(value)?.id.toString();
    return (type === "zen:user" ? users.byExternalId(value) : organizations.byExternalId(value))?.id.toString();
  };
}
