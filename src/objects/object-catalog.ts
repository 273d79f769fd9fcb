import type { ZendeskApi } from "../zendesk/zendesk-api.ts";
import type { Key, ObjectType } from "./object-type.ts";
import type { IdDirectory } from "./relation.ts";

/** What a lookup field points to. */
export interface LookupTarget {
  /** The object's name. */
  readonly object: string;
  readonly keys: readonly Key[];
  readonly directory: IdDirectory;
}

/** What can be written, by name. */
export interface ObjectCatalog {
  /** For messages. Custom objects are one name. */
  readonly names: readonly string[];
  /** Objects that every account has. */
  readonly standard: readonly ObjectType[];
  named(name: string): ObjectType | undefined;
  /** What a lookup field points to, by what Zendesk calls it; undefined if that cannot be looked up. */
  lookupTarget(targetType: string): LookupTarget | undefined;
  /** Objects that only this account has. What may not be read is left out with a warning. */
  listCustom(api: ZendeskApi, warn: (message: string) => void): Promise<readonly ObjectType[]>;
}
