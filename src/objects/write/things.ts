import { comparedKey } from "../keys.ts";
import type { Key } from "../object-type.ts";
import type { Reference } from "../relation.ts";
import type { NamedThing } from "../rejection.ts";

/** A thing of an object by one of its identities, as `identitiesOf` writes them. */
export function thingOf(object: string, identity: string): string {
  return `${object} ${identity}`;
}

/** What is named by any of these keys. Without `keys`, case does not matter. */
export function thingNamed(references: readonly Reference[], object: string, keys: readonly Key[] = []): NamedThing {
  return references.map(({ column, value }) => {
    const key = keys.find((each) => each.column === column);
    return thingOf(object, `${column}:${comparedKey(value.trim(), key) ?? ""}`);
  });
}
