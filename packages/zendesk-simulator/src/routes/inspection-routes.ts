import type { Call, Reply, Route } from "../call.ts";
import type { RequestCounts } from "../request-counts.ts";
import { identityView, userView } from "../users/user-view.ts";

/** All users, one JSON a line; deleted ones with `?include_deleted=true`. */
function users(call: Call): Reply {
  return { chunks: userLines(call) };
}

function* userLines({ account, origin, query }: Call): Generator<string> {
  const withDeleted = query.get("include_deleted") === "true";
  for (const user of account.users.all()) {
    if (!user.active && !withDeleted) continue;
    const identities = user.identities.map((identity) => identityView(user, identity, origin));
    const organization_ids = user.memberships.map((membership) => membership.organizationId);
    yield `${JSON.stringify({ ...userView(user, account.userFields, origin), organization_ids, identities })}\n`;
  }
}

function jobs({ account }: Call): Reply {
  const { inFlight, records } = account.jobs;
  return {
    body: {
      in_flight: inFlight.map((job) => job.id),
      finished: records.map(({ id, jobType, total, acceptedAt, finishAt, failedRows }) => {
        const times = { accepted_at_ms: acceptedAt, finished_at_ms: finishAt };
        return { id, job_type: jobType, total, failed_rows: failedRows, ...times };
      }),
    },
  };
}

function log({ account }: Call): Reply {
  return {
    body: account.jobs.applied.map(({ jobId, appliedAt, rowKeys }) => {
      return { job_id: jobId, applied_at_ms: appliedAt, row_keys: rowKeys };
    }),
  };
}

/** The simulator's own paths, for tests; outside Zendesk's, without credentials. */
export function inspectionRoutes(requests: RequestCounts): readonly Route[] {
  return [
    { method: "GET", path: "simulator/users", handle: users },
    { method: "GET", path: "simulator/jobs", handle: jobs },
    { method: "GET", path: "simulator/log", handle: log },
    { method: "GET", path: "simulator/requests", handle: () => ({ body: requests.toJson() }) },
  ];
}
