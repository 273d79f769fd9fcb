import type { Route } from "../call.ts";
import { bulkMembershipRoutes } from "./bulk-membership-routes.ts";
import { bulkOrganizationRoutes } from "./bulk-organization-routes.ts";
import { bulkTicketRoutes } from "./bulk-ticket-routes.ts";
import { bulkUserRoutes } from "./bulk-user-routes.ts";
import { customObjectJobRoutes } from "./custom-object-job-routes.ts";
import { customObjectRoutes } from "./custom-object-routes.ts";
import { customRecordRoutes } from "./custom-record-routes.ts";
import { deletedUserRoutes } from "./deleted-user-routes.ts";
import { identityRoutes } from "./identity-routes.ts";
import { incrementalRoutes } from "./incremental-routes.ts";
import { jobRoutes } from "./job-routes.ts";
import { localeRoutes } from "./locale-routes.ts";
import { membershipRoutes } from "./membership-routes.ts";
import { oauthRoutes } from "./oauth-routes.ts";
import { organizationLookupRoutes } from "./organization-lookup-routes.ts";
import { organizationRoutes } from "./organization-routes.ts";
import { fieldRoutes } from "./field-routes.ts";
import { listRoutes } from "./list-routes.ts";
import { searchRoutes } from "./search-routes.ts";
import { ticketLookupRoutes } from "./ticket-lookup-routes.ts";
import { ticketRoutes } from "./ticket-routes.ts";
import { ticketSettingRoutes } from "./ticket-setting-routes.ts";
import { userImportRoutes } from "./user-import-routes.ts";
import { userListRoutes } from "./user-list-routes.ts";
import { userLookupRoutes } from "./user-lookup-routes.ts";
import { userRoutes } from "./user-routes.ts";
import { userTagRoutes } from "./user-tag-routes.ts";

/** Everything of Zendesk that is simulated. */
export const accountRoutes: readonly Route[] = [
  ...oauthRoutes,
  ...userRoutes,
  ...userListRoutes,
  ...userLookupRoutes,
  ...userImportRoutes,
  ...bulkUserRoutes,
  ...deletedUserRoutes,
  ...identityRoutes,
  ...userTagRoutes,
  ...fieldRoutes,
  ...jobRoutes,
  ...organizationRoutes,
  ...organizationLookupRoutes,
  ...bulkOrganizationRoutes,
  ...membershipRoutes,
  ...bulkMembershipRoutes,
  ...ticketRoutes,
  ...ticketLookupRoutes,
  ...bulkTicketRoutes,
  ...ticketSettingRoutes,
  ...customObjectRoutes,
  ...customRecordRoutes,
  ...customObjectJobRoutes,
  ...localeRoutes,
  ...listRoutes,
  ...searchRoutes,
  ...incrementalRoutes,
];
