import type { Logger } from "airbyte-cdk-typescript";
import type { ZendeskConfig } from "./config/config.ts";
import type { BulkEndpoint, ObjectType } from "./objects/object-type.ts";
import { joinAll } from "./text/join-all.ts";
import { coversRequest } from "./zendesk/http/scopes.ts";
import type { ZendeskApi } from "./zendesk/zendesk-api.ts";

/** What every sync reads, and what no narrower scope than `read` covers. */
const JOBS = { method: "GET", path: "/api/v2/job_statuses/show_many.json" };

/** The objects that the token's scope lets the connector write, once it is signed in. A warning names the others. */
export function permittedObjects(
  objects: readonly ObjectType[],
  { scope: { known: scope } }: Pick<ZendeskApi, "scope">,
  { dry_run }: Pick<ZendeskConfig, "dry_run">,
  logger: Pick<Logger, "warn">,
): readonly ObjectType[] {
  // API tokens have no scope, and a dry run only reads.
  if (scope === undefined || dry_run) return objects;
  if (!coversRequest(scope, JOBS)) {
    logger.warn(
      `The scope "${scope}" does not include "read". There is no narrower scope for jobs, custom fields and search, so ` +
        'syncs are likely to fail. Add "read" to "credentials.scope".',
    );
  }
  const permitted = objects.filter((object) => endpointsOf(object).some((endpoint) => coversRequest(scope, endpoint)));
  const others = objects.filter((object) => !permitted.includes(object)).map(({ name }) => name);
  if (others.length > 0) {
    logger.warn(
      `The scope "${scope}" does not let the connector write ${joinAll(others)}. To write them, add "write" to ` +
        '"credentials.scope".',
    );
  }
  return permitted;
}

function endpointsOf({ actions }: ObjectType): readonly Pick<BulkEndpoint, "method" | "path">[] {
  return Object.values(actions).flatMap((route) => {
    if ("byKey" in route) return [...route.byKey.values()];
    return ["oneByOne" in route ? route.oneByOne : route];
  });
}
