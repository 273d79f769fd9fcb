import type { Call, Reply, Route } from "../call.ts";
import { CURSOR_PARAMETERS, cursorPage, numberedPage } from "../pagination.ts";
import { badRequest } from "../refusal.ts";
import { findResults, type SearchResult } from "../search/find-results.ts";
import { parseQuery } from "../search/query.ts";
import { checkSearchDepth } from "../search/search-depth.ts";

const LARGEST_EXPORT_PAGE = 1000;

function search(call: Call): Reply {
  checkSearchDepth(call);
  return { body: { ...numberedPage(call, "results", resultsOf(call), (result) => result()), facets: null } };
}

function count(call: Call): Reply {
  return { body: { count: resultsOf(call).length } };
}

/** By cursor only, without a limit, and of one type. */
function exportAll(call: Call): Reply {
  if (!call.query.has("filter[type]")) throw badRequest("ParameterMissing", "Required parameter missing: filter[type]");
  const listed = cursorPage(call, "results", resultsOf(call), (result) => result(), LARGEST_EXPORT_PAGE);
  return { body: { ...listed, facets: null } };
}

function resultsOf(call: Call): readonly SearchResult[] {
  const terms = parseQuery(call.query.get("query") ?? "");
  const type = call.query.get("filter[type]");
  return findResults(call, type === null ? terms : [...terms, { property: "type", value: type }]);
}

/** `filter[type]` is described for the export only. zenpy sends it to all of them. */
const ASKED = ["query", "filter[type]"];

export const searchRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/search", handle: search, parameters: [...ASKED, "page", "per_page"] },
  { method: "GET", path: "api/v2/search/count", handle: count, parameters: ASKED },
  {
    method: "GET",
    path: "api/v2/search/export",
    handle: exportAll,
    parameters: [...ASKED, ...CURSOR_PARAMETERS],
  },
];
