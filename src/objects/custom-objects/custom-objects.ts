import { ConfigError, byNearness } from "airbyte-cdk-typescript";
import {
  type CustomObjectDefinition,
  listCustomObjects,
  orUnreadable,
  readCustomObject,
  readTogether,
} from "../../zendesk/resources/custom-objects.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import type { LookupTarget } from "../object-catalog.ts";
import type { ObjectType } from "../object-type.ts";
import { References } from "../references/references.ts";
import type { IdDirectory } from "../relation.ts";
import { customObjectKeys } from "./custom-object-keys.ts";
import { CUSTOM_OBJECTS, createCustomObject, customObjectOf, isChildOf } from "./custom-object.ts";
import type { CustomObjectsSettings } from "./custom-objects-settings.ts";

/** The custom objects of an account. What it says of them is read once. */
export class CustomObjects {
  readonly #settings: CustomObjectsSettings;
  readonly #unread = new Map<string, ObjectType>();
  readonly #definitions = new Map<string, Promise<CustomObjectDefinition>>();
  readonly #references = new Map<string, IdDirectory>();
  #keys: Promise<readonly string[]> | undefined;

  constructor(settings: CustomObjectsSettings) {
    this.#settings = settings;
  }

  /** What can be said of an object before the account is asked: it may have any field, and unique names. */
  named(name: string): ObjectType | undefined {
    if (!name.toLowerCase().startsWith(CUSTOM_OBJECTS) || name.length === CUSTOM_OBJECTS.length) return undefined;
    const key = name.slice(CUSTOM_OBJECTS.length);
    const known = this.#unread.get(key);
    if (known) return known;
    const definition = { key, hasUniqueNames: true, hasAutonumberedNames: false, fields: [] };
    const inAccount = (api: ZendeskApi): Promise<ObjectType> => this.#inAccount(key, api);
    const unread: ObjectType = { ...createCustomObject(definition), requiredToCreate: [], inAccount };
    this.#unread.set(key, unread);
    return unread;
  }

  /** All that the account has. One that these credentials may not read is left out with a warning. */
  async list(api: ZendeskApi, warn: (message: string) => void): Promise<readonly ObjectType[]> {
    const skipped = (what: string) => (status: number) =>
      warn(`Zendesk does not show ${what} to these credentials (${status}), so ${what} is skipped.`);
    const keys = await orUnreadable(this.#listKeys(api), skipped("the list of custom objects"));
    const read = await readTogether(keys ?? [], (key) =>
      orUnreadable(this.#read(key, api), skipped(CUSTOM_OBJECTS + key)),
    );
    return read.flatMap((definition) => (definition ? [createCustomObject(definition)] : []));
  }

  async #inAccount(wanted: string, api: ZendeskApi): Promise<ObjectType> {
    const definition = await this.#read(findKey(wanted, await this.#listKeys(api)), api);
    return {
      ...createCustomObject(definition),
      namedBy: this.#referencesTo(definition.key),
      whyUndeletable: () => this.#whyUndeletable(definition.key, api),
    };
  }

  /** Zendesk deletes the children of what is deleted, whatever object they belong to. */
  async #whyUndeletable(parent: string, api: ZendeskApi): Promise<string | undefined> {
    if (this.#settings.delete_children) return undefined;
    const unread: string[] = [];
    const read = await readTogether(await this.#listKeys(api), (key) =>
      orUnreadable(this.#read(key, api), () => unread.push(CUSTOM_OBJECTS + key)),
    );
    const children = read.flatMap((each) => (each && isChildOf(each, parent) ? [CUSTOM_OBJECTS + each.key] : []));
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
    return { object: CUSTOM_OBJECTS + key, keys: customObjectKeys(key), references: this.#referencesTo(key) };
  }

  #referencesTo(key: string): IdDirectory {
    const references = this.#references.get(key) ?? new References(customObjectKeys(key));
    this.#references.set(key, references);
    return references;
  }

  #listKeys({ client }: ZendeskApi): Promise<readonly string[]> {
    this.#keys ??= listCustomObjects(client);
    return this.#keys;
  }

  #read(key: string, { client }: ZendeskApi): Promise<CustomObjectDefinition> {
    const read = this.#definitions.get(key) ?? readCustomObject(client, key);
    this.#definitions.set(key, read);
    return read;
  }
}

/** The account's key: an exact match, or a match in another case if only one fits. Throws `ConfigError`. */
function findKey(wanted: string, keys: readonly string[]): string {
  if (keys.includes(wanted)) return wanted;
  const [only, ...others] = keys.filter((key) => key.toLowerCase() === wanted.toLowerCase());
  if (only !== undefined && others.length === 0) return only;
  const [nearest] = byNearness(wanted, keys);
  const remedy = nearest
    ? `Did you mean "${CUSTOM_OBJECTS}${nearest.name}"? Correct the object in the connection, or in the stream's entry in the setting "streams".`
    : "It has no custom objects that these credentials may see. Create one in Zendesk's Admin Center first.";
  throw new ConfigError(`The Zendesk account has no custom object "${wanted}". ${remedy}`);
}
