import {
  type CustomObjectRecord,
  searchRecords,
  showManyRecords,
} from "../../zendesk/resources/custom-object-records.ts";
import type { Key } from "../object-type.ts";
import type { RequestContext } from "../request-context.ts";
import { type ThingReader, findByExternalIds, findByIds, findBySearch, isUnlistable } from "../find/find-by-key.ts";

/** In the order in which a record with several keys is matched. Only external ids are case-sensitive. */
export function customObjectKeys(objectKey: string): readonly Key<CustomObjectRecord>[] {
  const readerIn = (context: RequestContext): ThingReader<CustomObjectRecord> => openReader(objectKey, context);
  return [
    {
      column: "external_id",
      isNatural: true,
      isCaseSensitive: true,
      find: (values, context) => findByExternalIds(values, { ...readerIn(context), isCaseSensitive: true }),
      isSearched: isUnlistable,
    },
    {
      column: "name",
      isNatural: true,
      find: (values, context) => findBySearch(values, "name", readerIn(context)),
      isSearched: () => true,
    },
    { column: "id", isNatural: false, find: (values, context) => findByIds(values, readerIn(context)) },
  ];
}

function openReader(objectKey: string, { api: { client }, signal }: RequestContext): ThingReader<CustomObjectRecord> {
  return {
    listByIds: (ids) => showManyRecords(client, objectKey, "ids", ids, signal),
    listByExternalIds: (externalIds) => showManyRecords(client, objectKey, "external_ids", externalIds, signal),
    search: (column, value) => searchRecords(client, objectKey, { column, value }, signal),
  };
}
