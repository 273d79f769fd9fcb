import { ConfigError, byNearness } from "airbyte-cdk-typescript";
import {
  CustomObjectDefinitions,
  customObjectOf,
  isChildOf,
} from "../../zendesk/resources/custom-object-definitions.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import { findName } from "../../text/find-name.ts";
import type { LookupTarget } from "../object-catalog.ts";
import type { ObjectType } from "../object-type.ts";
import { CachedDirectory } from "../references/cached-directory.ts";
import type { IdDirectory } from "../relation.ts";
import { customObjectKeys } from "./custom-object-keys.ts";
import { CUSTOM_OBJECTS, createCustomObject } from "./custom-object.ts";
import type { CustomObjectsSettings } from "./custom-objects-settings.ts";

/** The custom objects of an account. Their definitions are read once. */
export class CustomObjects {
  readonly #settings: CustomObjectsSettings;
  /** By key, as they are assumed to be until the account is asked. */
  readonly #provisional = new Map<string, ObjectType>();
  readonly #definitions = new CustomObjectDefinitions();
  readonly #directories = new Map<string, IdDirectory>();

  constructor(settings: CustomObjectsSettings) {
    this.#settings = settings;
  }

  /** The object as far as it is known before the account is asked: it may have any field, and unique names. */
  named(name: string): ObjectType | undefined {
    if (!name.toLowerCase().startsWith(CUSTOM_OBJECTS) || name.length === CUSTOM_OBJECTS.length) return undefined;
    const key = name.slice(CUSTOM_OBJECTS.length);
    const known = this.#provisional.get(key);
    if (known) return known;
    const definition = { key, hasUniqueNames: true, hasAutonumberedNames: false, fields: [] };
    const inAccount = (api: ZendeskApi): Promise<ObjectType> => this.#inAccount(key, api);
    const provisional: ObjectType = { ...createCustomObject(definition), requiredToCreate: [], inAccount };
    this.#provisional.set(key, provisional);
    return provisional;
  }

  /** All custom objects of the account. One that these credentials may not read is left out with a warning. */
  async list(api: ZendeskApi, warn: (message: string) => void): Promise<readonly ObjectType[]> {
    const definitions = await this.#definitions.readAll(api.client, (status, key) => {
      const what = describeUnread(key);
      warn(`Zendesk does not show ${what} to these credentials (${status}), so ${what} is skipped.`);
    });
    return definitions.map((definition) => createCustomObject(definition));
  }

  async #inAccount(wanted: string, api: ZendeskApi): Promise<ObjectType> {
    const key = findKey(wanted, await this.#definitions.keys(api.client));
    return {
      ...createCustomObject(await this.#definitions.read(api.client, key)),
      directory: this.#directoryOf(key),
      whyUndeletable: () => this.#whyUndeletable(key, api),
    };
  }

  /** Zendesk deletes the children of what is deleted, whatever object they belong to. */
  async #whyUndeletable(parent: string, api: ZendeskApi): Promise<string | undefined> {
    if (this.#settings.delete_children) return undefined;
    const unread: string[] = [];
    const read = await this.#definitions.readAll(api.client, (_status, key) => {
      unread.push(describeUnread(key));
    });
    const children = read.filter((each) => isChildOf(each, parent)).map(({ key }) => CUSTOM_OBJECTS + key);
    const remedy = 'Set "delete_children" to true if the children may be deleted too.';
    if (children.length > 0) return `Zendesk would delete their children in ${children.join(", ")} too. ${remedy}`;
    if (unread.length === 0) return undefined;
    return (
      `Zendesk would delete their children too, and these credentials may not read the fields of ${unread.join(", ")}, which ` +
      `may be children. Use the credentials of an admin. ${remedy}`
    );
  }

  /** What a lookup field points to, if that is a custom object. */
  lookupTarget(targetType: string): LookupTarget | undefined {
    const key = customObjectOf(targetType);
    if (key === undefined) return undefined;
    return { object: CUSTOM_OBJECTS + key, keys: customObjectKeys(key), directory: this.#directoryOf(key) };
  }

  #directoryOf(key: string): IdDirectory {
    const directory = this.#directories.get(key) ?? new CachedDirectory(customObjectKeys(key));
    this.#directories.set(key, directory);
    return directory;
  }
}

function describeUnread(key: string | undefined): string {
  return key === undefined ? "the list of custom objects" : CUSTOM_OBJECTS + key;
}

/** The account's key: an exact match, or a match in another case if only one fits. Throws `ConfigError`. */
function findKey(wanted: string, keys: readonly string[]): string {
  const found = findName(wanted, keys);
  if (found !== undefined) return found;
  const [nearest] = byNearness(wanted, keys);
  const remedy = nearest
    ? `Did you mean "${CUSTOM_OBJECTS}${nearest.name}"? Correct the object in the connection, or in the stream's entry in the setting "streams".`
    : "It has no custom objects that these credentials may see. Create one in Zendesk's Admin Center first.";
  throw new ConfigError(`The Zendesk account has no custom object "${wanted}". ${remedy}`);
}
