import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { isHidden } from "../http/errors.ts";
import { LARGEST_PAGE } from "../http/pages.ts";
import { customObjectPath } from "./custom-object-records.ts";
import { type ListedField, listFields } from "./field-definitions.ts";

/** How the account defines a custom object. */
export interface CustomObjectDefinition {
  readonly key: string;
  readonly hasUniqueNames: boolean;
  /** Zendesk makes the names itself. */
  readonly hasAutonumberedNames: boolean;
  /** Custom fields that can be written, including inactive ones. */
  readonly fields: readonly ListedField[];
}

/** What a lookup or parent field says that it points to, before the key of a custom object. */
const TARGET = "zen:custom_object:";

/** The key of the custom object that a lookup or parent field points to, if it points to one. */
export function customObjectOf(targetType: string | undefined): string | undefined {
  return targetType?.startsWith(TARGET) ? targetType.slice(TARGET.length) : undefined;
}

/** The custom objects that its records may name. */
export function targetsOf({ fields }: CustomObjectDefinition): readonly string[] {
  return [...new Set(fields.flatMap(({ relationshipTargetType }) => customObjectOf(relationshipTargetType) ?? []))];
}

/** Whether its records are children of the other object's records. */
export function isChildOf({ fields }: CustomObjectDefinition, parentKey: string): boolean {
  return fields.some(
    ({ relationshipTargetType, type }) => type === "parent" && customObjectOf(relationshipTargetType) === parentKey,
  );
}

/** An account may have 50 custom objects, and people wait for the list of fields. */
const READ_AT_ONCE = 10;

/** How an account defines its custom objects. Each definition is read once. */
export class CustomObjectDefinitions {
  readonly #read = new Map<string, Promise<CustomObjectDefinition>>();
  #keys: Promise<readonly string[]> | undefined;

  /** The keys of the custom objects that these credentials may see. */
  keys(client: ZendeskClient): Promise<readonly string[]> {
    this.#keys ??= listKeys(client);
    return this.#keys;
  }

  read(client: ZendeskClient, key: string): Promise<CustomObjectDefinition> {
    const read = this.#read.get(key) ?? readDefinition(client, key);
    this.#read.set(key, read);
    return read;
  }

  /** Calls `onUnreadable` for what these credentials may not read, without a key if that is the list of objects. */
  async readAll(
    client: ZendeskClient,
    onUnreadable: (status: number, key?: string) => void,
  ): Promise<readonly CustomObjectDefinition[]> {
    const keys = (await orUnreadable(this.keys(client), onUnreadable)) ?? [];
    const all: CustomObjectDefinition[] = [];
    for (let start = 0; start < keys.length; start += READ_AT_ONCE) {
      const some = keys.slice(start, start + READ_AT_ONCE);
      const read = some.map((key) => orUnreadable(this.read(client, key), (status) => onUnreadable(status, key)));
      all.push(...(await Promise.all(read)).filter((each) => each !== undefined));
    }
    return all;
  }
}

const definitions = z
  .object({ custom_objects: z.array(z.object({ key: z.string() })) })
  .transform((body) => body.custom_objects.map(({ key }) => key));

/** There are at most 50 custom objects, so the list has no pages. */
async function listKeys(client: ZendeskClient): Promise<readonly string[]> {
  const { body } = await client.request({ method: "GET", path: "/api/v2/custom_objects.json", answer: definitions });
  return body;
}

const STANDARD = "standard::";

async function readDefinition(client: ZendeskClient, key: string): Promise<CustomObjectDefinition> {
  const all = await listFields(client, {
    collection: "custom_object_fields",
    path: `${customObjectPath(key)}/fields.json`,
    query: { include_standard_fields: "true" },
    // An object has at most 100 fields of its own, so most objects take one request.
    firstPage: LARGEST_PAGE,
  });
  const name = all.find((field) => field.key === `${STANDARD}name`)?.properties ?? {};
  return {
    key,
    hasUniqueNames: name["is_unique"] === true,
    hasAutonumberedNames: name["autoincrement_enabled"] === true,
    fields: all.filter((field) => !field.key.startsWith(STANDARD) && !field.isReadOnly),
  };
}

/** Undefined, after `onUnreadable`, for what these credentials may not read, or what was deleted a moment ago. */
async function orUnreadable<Read>(
  reading: Promise<Read>,
  onUnreadable: (status: number) => void,
): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!isHidden(error)) throw error;
    onUnreadable(error.status);
    return undefined;
  }
}
