import type { Call, Reply, Route } from "../call.ts";
import { type CustomObject, customObjectView } from "../custom-objects/custom-object.ts";
import { standardFields } from "../custom-objects/standard-fields.ts";
import { customFieldView } from "../fields/custom-field.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { recordNotFound } from "../refusal.ts";

/** Those of the largest plans. */
const LIMITS = { objects: 50, fields: 100, records: 50_000_000 };

/** There are so few that the list has no pages. */
function list({ account, origin }: Call): Reply {
  const view = (object: CustomObject) => customObjectView(object, account.owner.id, origin);
  return { body: { custom_objects: account.customObjects.all().map(view) } };
}

function show(call: Call): Reply {
  return { body: { custom_object: customObjectView(requestedObject(call), call.account.owner.id, call.origin) } };
}

/** Without `include_standard_fields=true` the name and the external id are left out (assumed). */
function listFields(call: Call): Reply {
  const object = requestedObject(call);
  const { fields } = object;
  const standard = call.query.get("include_standard_fields") === "true" ? standardFields(object, call.origin) : [];
  const path = `custom_objects/${object.key}/fields`;
  const custom = fields.list.map((field, index) => customFieldView(field, path, index + 2, call.origin));
  return page(call, fields.resource, [...standard, ...custom], (field) => field);
}

function objectLimit({ account }: Call): Reply {
  return { body: { count: account.customObjects.all().length, limit: LIMITS.objects } };
}

function recordLimit({ account }: Call): Reply {
  return { body: { count: account.customObjects.recordCount, limit: LIMITS.records } };
}

function fieldLimit(call: Call): Reply {
  return { body: { count: requestedObject(call).fields.list.length, limit: LIMITS.fields } };
}

/** The custom object in the path. Throws the 404. */
export function requestedObject({ account, params }: Call): CustomObject {
  const object = account.customObjects.byKey(params["key"] ?? "");
  if (object === undefined) throw recordNotFound();
  return object;
}

const PATH = "api/v2/custom_objects";

export const customObjectRoutes: readonly Route[] = [
  { method: "GET", path: PATH, handle: list },
  { method: "GET", path: `${PATH}/limits/object_limit`, handle: objectLimit, allowed: "admin" },
  { method: "GET", path: `${PATH}/limits/record_limit`, handle: recordLimit },
  { method: "GET", path: `${PATH}/:key`, handle: show },
  {
    method: "GET",
    path: `${PATH}/:key/fields`,
    handle: listFields,
    parameters: ["include_standard_fields", ...PAGE_PARAMETERS],
  },
  { method: "GET", path: `${PATH}/:key/limits/field_limit`, handle: fieldLimit },
];
