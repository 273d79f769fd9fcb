import { expect, it } from "vitest";
import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import type { ZendeskApi } from "../../zendesk/zendesk-api.ts";
import type { WriteContext } from "../object-type.ts";
import { BulkPermission } from "./bulk-permission.ts";

const PATH = "/api/v2/things/create_many.json";

interface Case {
  readonly status?: number;
  readonly path?: string;
  readonly role?: string;
  readonly scope?: string;
  readonly isRequired?: boolean;
}

/** Asks twice about a refused request. */
async function explainRefusal({ isRequired = false, path = PATH, role = "admin", scope, status = 403 }: Case) {
  const warnings: string[] = [];
  const client = { request: () => Promise.resolve({ body: { user: { id: 1, role } } }) };
  const api = { client, scope: { known: scope } } as unknown as ZendeskApi;
  const context = { api, warn: (warning: string) => warnings.push(warning) } as unknown as WriteContext;
  const permission = new BulkPermission({ path: /things\/create_many/, isRequired, warning: "Not permitted." });
  const error = new ZendeskHttpError({ method: "POST", path }, { status, headers: {}, body: "" });
  const isExplained = [await permission.explains(error, context), await permission.explains(error, context)];
  expect(isExplained).toEqual([permission.isMissing, permission.isMissing]);
  return { isMissing: permission.isMissing, warnings };
}

it.each<[string, Case]>([
  ["an admin gets 403", {}],
  ["the token may write", { scope: "read write" }],
])("the permission is missing, and one warning says so, if %s", async (_what, given) => {
  expect(await explainRefusal(given)).toEqual({ isMissing: true, warnings: ["Not permitted."] });
});

it.each<[string, Case]>([
  ["an agent gets 403, whose role may lack the right", { role: "agent" }],
  ["the token may only read", { scope: "read" }],
  ["another request is refused", { path: "/api/v2/things/update_many.json" }],
  ["Zendesk refuses the content", { status: 422 }],
  ["the sync needs the permission", { isRequired: true }],
])("nothing is known of the permission if %s", async (_what, given) => {
  expect(await explainRefusal(given)).toEqual({ isMissing: false, warnings: [] });
});
