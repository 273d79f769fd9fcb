import type { ZendeskApi } from "../zendesk/zendesk-api.ts";
import type { ObjectType } from "./object-type.ts";

/** What can be written, by name. */
export interface ObjectCatalog {
  /** For messages. Custom objects are one name. */
  readonly names: readonly string[];
  /** Objects that every account has. */
  readonly standard: readonly ObjectType[];
  named(name: string): ObjectType | undefined;
  /** Objects that only this account has. What may not be read is left out with a warning. */
  listCustom(api: ZendeskApi, warn: (message: string) => void): Promise<readonly ObjectType[]>;
}
