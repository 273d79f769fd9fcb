import type { BulkEndpoint } from "../object-type.ts";

/** The bulk requests of every object in Zendesk, below `/api/v2/<collection>`. Rows are in a list of that name. */
export function bulkEndpoint(
  collection: string,
  route: "create_many" | "update_many" | "create_or_update_many",
): BulkEndpoint {
  return {
    method: route === "update_many" ? "PUT" : "POST",
    path: `/api/v2/${collection}/${route}.json`,
    // A creation is looked up before it is sent again, because it would fail the second time.
    isRepeatable: route !== "create_many",
    encode: (bodies) => ({ body: JSON.stringify({ [collection]: bodies }) }),
  };
}

export function bulkDeletion(collection: string): BulkEndpoint {
  return {
    method: "DELETE",
    path: `/api/v2/${collection}/destroy_many.json`,
    isRepeatable: false,
    encode: (bodies) => ({ query: { ids: bodies.map((body) => String(body["id"])).join(",") } }),
  };
}
