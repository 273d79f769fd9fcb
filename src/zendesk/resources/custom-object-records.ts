import { z } from "zod";
import type { ZendeskClient } from "../http/client.ts";
import { showMany } from "../http/show-many.ts";

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
  const path = `${customObjectPath(key)}/records.json`;
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
    path: `${customObjectPath(key)}/records/search.json`,
    body: JSON.stringify({ filter: { [column]: { $eq: value } } }),
    answer: records,
    signal,
  });
  return body;
}

export function customObjectPath(key: string): string {
  return `/api/v2/custom_objects/${encodeURIComponent(key)}`;
}

export function jobsPath(key: string): string {
  return `${customObjectPath(key)}/jobs.json`;
}
