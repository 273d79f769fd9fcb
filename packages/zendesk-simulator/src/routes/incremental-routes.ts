import type { Route } from "../call.ts";
import { EXPORTED_ORGANIZATIONS, EXPORTED_TICKETS, EXPORTED_USERS } from "../exports/exported-kinds.ts";
import { exportByCursor, exportByTime } from "../exports/incremental-export.ts";

const EXPORTS = "api/v2/incremental";

function exportRoute(path: string, handle: Route["handle"], start: readonly string[]): Route {
  return { method: "GET", path: `${EXPORTS}/${path}`, handle, parameters: [...start, "per_page"], allowed: "admin" };
}

export const incrementalRoutes: readonly Route[] = [
  exportRoute("users", exportByTime(EXPORTED_USERS), ["start_time"]),
  exportRoute("organizations", exportByTime(EXPORTED_ORGANIZATIONS), ["start_time"]),
  exportRoute("tickets", exportByTime(EXPORTED_TICKETS), ["start_time"]),
  exportRoute("users/cursor", exportByCursor(EXPORTED_USERS), ["start_time", "cursor"]),
  exportRoute("tickets/cursor", exportByCursor(EXPORTED_TICKETS), ["start_time", "cursor"]),
];
