import { ConfigError, byNearness } from "airbyte-cdk-typescript";
import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import {
  type CustomObjectDefinition,
  listCustomObjects,
  readCustomObject,
} from "../../zendesk/resources/custom-objects.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import type { ObjectType } from "../object-type.ts";
import { CUSTOM_OBJECTS, createCustomObject, isChildOf } from "./custom-object.ts";
import type { CustomObjectsSettings } from "./custom-objects-settings.ts";

/** An account may have 50 custom objects, and people wait for the list of fields. */
const READ_AT_ONCE = 10;

/** The custom objects of an account. What it says of them is read once. */
export class CustomObjects {
  readonly #settings: CustomObjectsSettings;
  readonly #unread = new Map<string, ObjectType>();
  readonly #definitions = new Map<string, Promise<CustomObjectDefinition>>();
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
    const unread: ObjectType = {
      ...createCustomObject(definition),
      requiredToCreate: [],
      inAccount: (api) => this.#inAccount(key, api),
    };
    this.#unread.set(key, unread);
    return unread;
  }

  /** All that the account has. One that these credentials may not read is left out with a warning. */
  async list(api: ZendeskApi, warn: (message: string) => void): Promise<readonly ObjectType[]> {
    const keys = await readOrWarn(this.#listKeys(api), "the list of custom objects", warn);
    const read = await readTogether(keys ?? [], (key) => readOrWarn(this.#read(key, api), CUSTOM_OBJECTS + key, warn));
    return read.flatMap((definition) => (definition ? [createCustomObject(definition)] : []));
  }

  async #inAccount(wanted: string, api: ZendeskApi): Promise<ObjectType> {
    const definition = await this.#read(findKey(wanted, await this.#listKeys(api)), api);
    return { ...createCustomObject(definition), whyUndeletable: () => this.#whyUndeletable(definition.key, api) };
  }

  /** Zendesk deletes the children of what is deleted, whatever object they belong to. */
  async #whyUndeletable(parent: string, api: ZendeskApi): Promise<string | undefined> {
    if (this.#settings.delete_children) return undefined;
    const others = (await this.#listKeys(api)).filter((key) => key !== parent);
    const unread: string[] = [];
    const read = await readTogether([parent, ...others], (key) =>
      readOrWarn(this.#read(key, api), CUSTOM_OBJECTS + key, () => unread.push(CUSTOM_OBJECTS + key)),
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
  throw new ConfigError(
    nearest
      ? `The Zendesk account has no custom object "${wanted}". The nearest is "${CUSTOM_OBJECTS}${nearest.name}". Correct the ` +
          'object in the connection, or in the stream\'s entry in the setting "streams".'
      : `The Zendesk account has no custom object "${wanted}", nor any other. Create it in Zendesk's Admin Center first.`,
  );
}

async function readTogether<Read>(
  keys: readonly string[],
  read: (key: string) => Promise<Read>,
): Promise<readonly Read[]> {
  const all: Read[] = [];
  for (let start = 0; start < keys.length; start += READ_AT_ONCE) {
    all.push(...(await Promise.all(keys.slice(start, start + READ_AT_ONCE).map(read))));
  }
  return all;
}

/** Undefined, with a warning, for what these credentials may not read, or what was deleted a moment ago. */
async function readOrWarn<Read>(
  reading: Promise<Read>,
  what: string,
  warn: (message: string) => void,
): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof ZendeskHttpError) || (error.status !== 403 && error.status !== 404)) throw error;
    warn(`Zendesk does not show ${what} to these credentials (${error.status}), so ${what} is skipped.`);
    return undefined;
  }
}
