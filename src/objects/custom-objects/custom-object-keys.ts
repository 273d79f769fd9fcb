import {
  type CustomObjectRecord,
  searchRecords,
  showManyRecords,
} from "../../zendesk/resources/custom-object-records.ts";
import type { Key } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import { type ThingReader, searchableKeys } from "../find/find-by-key.ts";

export function customObjectKeys(objectKey: string): readonly Key<CustomObjectRecord>[] {
  return searchableKeys("name", (context) => openReader(objectKey, context), { isCaseSensitive: true });
}

function openReader(objectKey: string, { api: { client }, signal }: RequestContext): ThingReader<CustomObjectRecord> {
  return {
    listByIds: (ids) => showManyRecords(client, objectKey, "ids", ids, signal),
    listByExternalIds: (externalIds) => showManyRecords(client, objectKey, "external_ids", externalIds, signal),
    search: (column, value) => searchRecords(client, objectKey, { column, value }, signal),
  };
}
