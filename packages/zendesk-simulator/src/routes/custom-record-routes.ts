import { bodyObject, type Call, csvParameter, type Reply, type Route } from "../call.ts";
import type { CustomObject } from "../custom-objects/custom-object.ts";
import type { CustomRecord } from "../custom-objects/custom-record.ts";
import { filterRecords, searchRecords } from "../custom-objects/search-records.ts";
import { recordView } from "../custom-objects/record-view.ts";
import { RECORD_ATTRIBUTES, writeRecord, type Writing } from "../custom-objects/write-record.ts";
import { isObject, type JsonObject } from "../json.ts";
import { CURSOR_PARAMETERS, cursorPage } from "../pagination.ts";
import { unpermittedKeys } from "../records/unpermitted-keys.ts";
import { badRequest, notSimulated, recordNotFound } from "../refusal.ts";
import { warningHeader } from "./accept-job.ts";
import { requestedObject } from "./custom-object-routes.ts";
import { orRefused } from "./or-refused.ts";

/** All records, or those that `filter[ids]` or `filter[external_ids]` name; unknown ones are left out. */
function list(call: Call): Reply {
  const object = requestedObject(call);
  const ids = filterValues(call, "filter[ids]");
  const externalIds = filterValues(call, "filter[external_ids]");
  if (ids !== undefined && externalIds !== undefined) {
    throw badRequest("InvalidParameters", "filter[ids] and filter[external_ids] cannot be combined");
  }
  if (ids === undefined && externalIds === undefined) return recordPage(call, object, [...object.records.all()]);
  const found = [
    ...(ids ?? []).map((id) => object.records.byId(id)),
    ...(externalIds ?? []).map((id) => object.records.byExternalId(id)),
  ];
  return recordPage(
    call,
    object,
    found.filter((record) => record !== undefined),
  );
}

/** Commas separate the values, so none can contain one. Zendesk requires them to be unique. */
function filterValues(call: Call, name: string): readonly string[] | undefined {
  const values = csvParameter(call, name);
  if (values === undefined) return undefined;
  if (values.length === 0) throw badRequest("ParameterMissing", `Required parameter missing: ${name}`);
  if (new Set(values).size < values.length) throw badRequest("InvalidParameters", `${name} must be unique`);
  return values;
}

function search(call: Call): Reply {
  const object = requestedObject(call);
  const query = call.query.get("query")?.trim() ?? "";
  if (query === "") throw badRequest("ParameterMissing", "Required parameter missing: query");
  return recordPage(call, object, searchRecords(object, query, call.nowMs));
}

/** Of Zendesk's filters, only one for a name or an external id: `{"filter": {"name": {"$eq": "…"}}}`. */
function filteredSearch(call: Call): Reply {
  const object = requestedObject(call);
  const [[column, comparison] = [], ...others] = Object.entries(bodyObject(call, "filter"));
  const value = isObject(comparison) && Object.keys(comparison).length === 1 ? comparison["$eq"] : undefined;
  if ((column !== "name" && column !== "external_id") || typeof value !== "string" || others.length > 0) {
    throw notSimulated("this filter of custom object records");
  }
  return recordPage(call, object, filterRecords(object, { column, value }, call.nowMs));
}

function recordPage(call: Call, object: CustomObject, records: readonly CustomRecord[]): Reply {
  const body = cursorPage(call, "custom_object_records", records, (record) => recordView(object, record, call.origin));
  return { body: { ...body, count: records.length } };
}

function show(call: Call): Reply {
  const object = requestedObject(call);
  return { body: { custom_object_record: recordView(object, requestedRecord(call, object), call.origin) } };
}

function create(call: Call): Reply {
  return { ...write(call, requestedObject(call), undefined, "create"), status: 201 };
}

function update(call: Call): Reply {
  const object = requestedObject(call);
  return write(call, object, requestedRecord(call, object), "update");
}

/** By the external id or the unique name in the query, which is written too. */
function createOrUpdate(call: Call): Reply {
  const object = requestedObject(call);
  const [key, value] = keyInQuery(call, object);
  return write(call, object, byKey(object, key, value), "upsert", { [key]: value });
}

function destroy(call: Call): Reply {
  const object = requestedObject(call);
  call.account.customObjects.deleteRecord(object, requestedRecord(call, object), call.nowMs);
  return { status: 204 };
}

function destroyByKey(call: Call): Reply {
  const object = requestedObject(call);
  const record = byKey(object, ...keyInQuery(call, object));
  if (record === undefined) throw recordNotFound();
  call.account.customObjects.deleteRecord(object, record, call.nowMs);
  return { status: 204 };
}

type QueryKey = "external_id" | "name";

/** Exactly one of them. */
function keyInQuery({ query }: Call, object: CustomObject): [QueryKey, string] {
  const keys = (["external_id", "name"] as const).filter((key) => (query.get(key) ?? "") !== "");
  const [key] = keys;
  if (key === undefined || keys.length > 1) {
    throw badRequest("InvalidParameters", "Either external_id or name is required, and not both");
  }
  if (key === "name" && !object.name.isUnique) throw badRequest("InvalidParameters", "name is not unique");
  return [key, query.get(key) ?? ""];
}

function byKey({ records }: CustomObject, key: QueryKey, value: string): CustomRecord | undefined {
  return key === "name" ? records.byName(value) : records.byExternalId(value);
}

function write(
  call: Call,
  object: CustomObject,
  target: CustomRecord | undefined,
  action: string,
  keys: JsonObject = {},
): Reply {
  const body: JsonObject = bodyObject(call, "custom_object_record");
  const unpermitted = unpermittedKeys([body], "custom_object_record", RECORD_ATTRIBUTES, object.fields);
  const record = orRefused(() => writeRecord(call.account, object, target, { ...body, ...keys }, writingOf(call)));
  return {
    headers: warningHeader({ controller: "custom_object_records", action, unpermitted }),
    body: { custom_object_record: recordView(object, record, call.origin) },
  };
}

export function writingOf({ actor, account, nowMs }: Call): Writing {
  return { author: String(actor?.id ?? account.owner.id), nowMs };
}

/** The record in the path. Throws the 404. */
function requestedRecord({ params }: Call, object: CustomObject): CustomRecord {
  const record = object.records.byId(params["record_ulid"] ?? "");
  if (record === undefined) throw recordNotFound();
  return record;
}

const PATH = "api/v2/custom_objects/:key/records";
const KEYS = ["external_id", "name"];

export const customRecordRoutes: readonly Route[] = [
  {
    method: "GET",
    path: PATH,
    handle: list,
    parameters: ["filter[ids]", "filter[external_ids]", ...CURSOR_PARAMETERS],
  },
  { method: "POST", path: PATH, handle: create },
  { method: "PATCH", path: PATH, handle: createOrUpdate, parameters: KEYS },
  { method: "DELETE", path: PATH, handle: destroyByKey, parameters: KEYS },
  { method: "GET", path: `${PATH}/search`, handle: search, parameters: ["query", ...CURSOR_PARAMETERS] },
  { method: "POST", path: `${PATH}/search`, handle: filteredSearch, parameters: CURSOR_PARAMETERS },
  { method: "GET", path: `${PATH}/:record_ulid`, handle: show },
  { method: "PATCH", path: `${PATH}/:record_ulid`, handle: update },
  { method: "DELETE", path: `${PATH}/:record_ulid`, handle: destroy },
];
