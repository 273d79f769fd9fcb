import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { ZendeskHttpError } from "../http/errors.ts";
import { LARGEST_PAGE } from "../http/pages.ts";
import { showMany } from "../http/show-many.ts";
import { type ListedField, listFields } from "./field-definitions.ts";

const definitions = z
  .object({ custom_objects: z.array(z.object({ key: z.string() })) })
  .transform((body) => body.custom_objects.map(({ key }) => key));

/** The keys of the account's custom objects. There are at most 50, so the list has no pages. */
export async function listCustomObjects(client: ZendeskClient): Promise<readonly string[]> {
  const { body } = await client.request({ method: "GET", path: "/api/v2/custom_objects.json", answer: definitions });
  return body;
}

/** An account may have 50 custom objects, and people wait for the list of fields. */
const READ_AT_ONCE = 10;

/** What `read` gives for each of the account's custom objects, some at a time. */
export async function readTogether<Read>(
  keys: readonly string[],
  read: (key: string) => Promise<Read>,
): Promise<readonly Read[]> {
  const all: Read[] = [];
  for (let start = 0; start < keys.length; start += READ_AT_ONCE) {
    all.push(...(await Promise.all(keys.slice(start, start + READ_AT_ONCE).map(read))));
  }
  return all;
}

/** Undefined, after `onUnreadable`, for what these credentials may not read, or what was deleted a moment ago. */
export async function orUnreadable<Read>(
  reading: Promise<Read>,
  onUnreadable: (status: number) => void,
): Promise<Read | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof ZendeskHttpError) || (error.status !== 403 && error.status !== 404)) throw error;
    onUnreadable(error.status);
    return undefined;
  }
}

/** How the account defines a custom object. */
export interface CustomObjectDefinition {
  readonly key: string;
  readonly hasUniqueNames: boolean;
  /** Zendesk makes the names itself. */
  readonly hasAutonumberedNames: boolean;
  /** Custom fields that can be written, including inactive ones. */
  readonly fields: readonly ListedField[];
}

const STANDARD = "standard::";

export async function readCustomObject(client: ZendeskClient, key: string): Promise<CustomObjectDefinition> {
  const all = await listFields(client, {
    collection: "custom_object_fields",
    path: `${pathOf(key)}/fields.json`,
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

const record = z.looseObject({ id: z.string(), name: z.string().nullish(), external_id: z.string().nullish() });

/** A record of a custom object as Zendesk holds it, with all of its fields. */
export type CustomObjectRecord = z.output<typeof record>;

const records = z.object({ custom_object_records: z.array(record) }).transform((body) => body.custom_object_records);

/** The records with these ids or external ids, 100 per request, without unknown ones. */
export function showManyRecords(
  client: ZendeskClient,
  key: string,
  parameter: "ids" | "external_ids",
  values: readonly string[],
  signal: AbortSignal,
): Promise<readonly CustomObjectRecord[]> {
  // Zendesk refuses a list in which a value occurs twice.
  const unique = [...new Set(values)];
  const path = `${pathOf(key)}/records.json`;
  return showMany(client, { path, parameter: `filter[${parameter}]`, values: unique, answer: records, signal });
}

/** Records that Zendesk's search, which lags, finds by one name or external id. */
export async function searchRecords(
  client: ZendeskClient,
  key: string,
  { column, value }: { readonly column: string; readonly value: string },
  signal: AbortSignal,
): Promise<readonly CustomObjectRecord[]> {
  const { body } = await client.request({
    method: "POST",
    path: `${pathOf(key)}/records/search.json`,
    body: JSON.stringify({ filter: { [column]: { $eq: value } } }),
    answer: records,
    signal,
  });
  return body;
}

function pathOf(key: string): string {
  return `/api/v2/custom_objects/${encodeURIComponent(key)}`;
}

export function jobsPath(key: string): string {
  return `${pathOf(key)}/jobs.json`;
}
