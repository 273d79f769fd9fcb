import type { Call, Reply, Route } from "../call.ts";
import { ticketFieldViews } from "../fields/ticket-field-view.ts";
import { page, PAGE_PARAMETERS } from "../pagination.ts";
import { customStatusView, groupView } from "../tickets/ticket-settings.ts";

/** By cursor; without a page in the request, all at once. */
function listFields(call: Call): Reply {
  const { account, origin, query } = call;
  const fields = ticketFieldViews(account.ticketFields.list, account.customStatuses, origin);
  if (query.size > 0) return page(call, "ticket_fields", fields, (field) => field);
  return { body: { ticket_fields: fields, next_page: null, previous_page: null, count: fields.length } };
}

function listStatuses({ account }: Call): Reply {
  return { body: { custom_statuses: account.customStatuses.map(customStatusView) } };
}

function listGroups(call: Call): Reply {
  return page(call, "groups", call.account.groups, (group) => groupView(group, call.origin));
}

export const ticketSettingRoutes: readonly Route[] = [
  { method: "GET", path: "api/v2/ticket_fields", handle: listFields, parameters: ["page[size]", "page[after]"] },
  { method: "GET", path: "api/v2/custom_statuses", handle: listStatuses },
  { method: "GET", path: "api/v2/groups", handle: listGroups, parameters: PAGE_PARAMETERS },
];
