import { type Dependency, thingIdentity } from "../dependency.ts";
import { referredIdentity } from "../keys.ts";
import type { Key } from "../object-type.ts";
import type { KeyValue } from "../row.ts";

/** What is referred to by any of these keys. Without `keys`, case does not matter. */
export function dependencyOn(values: readonly KeyValue[], object: string, keys: readonly Key[] = []): Dependency {
  return values.map((named) => {
    const key = keys.find(({ column }) => column === named.column);
    return thingIdentity(object, referredIdentity(named, key));
  });
}

/** That a user belongs to an organization, whichever it is. Memberships write it, and tickets need it. */
export function membershipOf(user: Dependency): Dependency {
  return user.map((identity) => thingIdentity("organization_memberships", `of ${identity}`));
}
