import type { Call, Reply, Route } from "../call.ts";
import { customFieldView } from "../fields/custom-field.ts";
import type { FieldSet } from "../fields/field-set.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";

function listUserFields(call: Call): Reply {
  return list(call, call.account.userFields);
}

function listOrganizationFields(call: Call): Reply {
  return list(call, call.account.organizationFields);
}

function list(call: Call, { resource, list: fields }: FieldSet): Reply {
  const items = fields.map((field, position) => ({ field, position }));
  return page(call, resource, items, ({ field, position }) => customFieldView(field, resource, position, call.origin));
}

export const fieldRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/user_fields", handle: listUserFields, parameters: PAGE_PARAMETERS },
  { method: "GET", path: "api/v2/organization_fields", handle: listOrganizationFields, parameters: PAGE_PARAMETERS },
];
