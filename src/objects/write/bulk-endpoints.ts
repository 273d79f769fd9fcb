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

/** What a request says should be done with its items, in Zendesk's words. */
type EndpointAction = "create" | "update" | "delete" | "create_or_update_by_external_id" | "create_or_update_by_name";

/** One path that does everything in bulk, in jobs of a given action. What to delete is a list of ids. */
export function bulkJob(path: string, action: EndpointAction): BulkEndpoint {
  return {
    method: "POST",
    path,
    isRepeatable: action !== "create" && action !== "delete",
    encode: (bodies) => {
      const items = action === "delete" ? bodies.map(({ id }) => id) : bodies;
      return { body: JSON.stringify({ job: { action, items } }) };
    },
  };
}
