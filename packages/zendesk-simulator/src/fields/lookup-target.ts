import type { CustomObjectStore } from "../custom-objects/custom-object-store.ts";
import type { OrganizationStore } from "../organizations/organization-store.ts";
import type { UserStore } from "../users/user-store.ts";
import type { FindTarget } from "./field-value.ts";

/** What lookup fields can point at. */
export interface LookupTargets {
  readonly users: UserStore;
  readonly organizations: OrganizationStore;
  readonly customObjects: CustomObjectStore;
}

const OF_CUSTOM_OBJECT = "zen:custom_object:";

/**
 * Objects that are not simulated, and custom objects that the account does not have, are assumed to have every record;
 * so are users and organizations to have every id.
 */
export function lookupTarget({ users, organizations, customObjects }: LookupTargets): FindTarget {
  return (type, key, value) => {
    if (type.startsWith(OF_CUSTOM_OBJECT)) {
      const object = customObjects.byKey(type.slice(OF_CUSTOM_OBJECT.length));
      if (object === undefined) return key === "id" ? value : `${key}:${value}`;
      if (key === "id") return object.records.byId(value)?.id;
      return (key === "name" ? object.records.byName(value) : object.records.byExternalId(value))?.id;
    }
    if (key === "id") return value;
    if (type !== "zen:user" && type !== "zen:organization") return `${key}:${value}`;
    if (key === "name") return type === "zen:user" ? undefined : organizations.byName(value)?.id.toString();
    return (type === "zen:user" ? users.byExternalId(value) : organizations.byExternalId(value))?.id.toString();
  };
}
