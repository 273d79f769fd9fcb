import type { Call, Reply, Route } from "../call.ts";
import type { JsonObject } from "../json.ts";
import type { Organization } from "../organizations/organization-store.ts";
import { organizationView } from "../organizations/organization-view.ts";
import { timestamp } from "../records/timestamp.ts";
import type { RequestCounts } from "../request-counts.ts";
import { commentView, ticketView } from "../tickets/ticket-view.ts";
import type { Ticket } from "../tickets/ticket.ts";
import { isPrimary, type StoredUser } from "../users/stored-user.ts";
import { userView } from "../users/user-view.ts";

/** All users, one JSON object per line; with `?include_deleted=true` deleted ones too. */
function users({ account, origin, query }: Call): Reply {
  const withDeleted = query.get("include_deleted") === "true";
  const view = (user: StoredUser) => userLine(user, userView(user, account.userFields, origin));
  return { chunks: inPieces(account.users.all(), (user) => (user.active || withDeleted ? view(user) : "")) };
}

/** All organizations except deleted ones, one JSON object per line, as the API shows them. */
function organizations({ account, origin }: Call): Reply {
  const line = (organization: Organization) =>
    `${JSON.stringify(organizationView(organization, account.organizationFields, origin))}\n`;
  return { chunks: inPieces(account.organizations.all(), line) };
}

/** All tickets except deleted ones, one JSON object per line, with what the API shows only in further requests. */
function tickets({ account, origin }: Call): Reply {
  const line = (ticket: Ticket) => {
    const { isArchived: is_archived, solvedAt } = ticket;
    const solved_at = solvedAt === null ? null : timestamp(solvedAt);
    const comments = ticket.comments.map(commentView);
    return `${JSON.stringify({ ...ticketView(ticket, account.ticketFields, origin), comments, is_archived, solved_at })}\n`;
  };
  return { chunks: inPieces(account.tickets.all(), line) };
}

/** What creating and updating tickets has triggered. */
function businessRules({ account }: Call): Reply {
  const { triggersRun: triggers_run, mailsSent: mails_sent } = account.businessRules;
  return { body: { triggers_run, mails_sent } };
}

/** The API's view of the user, with what the API shows only in further requests. */
function userLine(user: StoredUser, view: JsonObject): string {
  const organization_ids = user.memberships.map((membership) => membership.organizationId);
  const identities = user.identities.map((identity) => ({ ...identity, primary: isPrimary(user, identity) }));
  return `${JSON.stringify({ ...view, organization_ids, identities })}\n`;
}

/** A million lines go out in about a thousand pieces: one piece per line would be slow, and a single piece too long. */
export function* inPieces<Item>(items: Iterable<Item>, line: (item: Item) => string): Generator<string> {
  let piece = "";
  for (const item of items) {
    piece += line(item);
    if (piece.length < 1_000_000) continue;
    yield piece;
    piece = "";
  }
  yield piece;
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
    body: account.jobs.applied.map(({ jobId, appliedAt, rowKeys }) => ({
      job_id: jobId,
      applied_at_ms: appliedAt,
      row_keys: rowKeys,
    })),
  };
}

/** The simulator's own paths, for tests. They are not part of Zendesk's API and need no credentials. */
export function inspectionRoutes(
  requests: RequestCounts,
  faultStrikes: () => Readonly<Record<string, number>>,
): readonly Route[] {
  return [
    { method: "GET", path: "simulator/users", handle: users, parameters: ["include_deleted"] },
    { method: "GET", path: "simulator/organizations", handle: organizations },
    { method: "GET", path: "simulator/tickets", handle: tickets },
    { method: "GET", path: "simulator/business_rules", handle: businessRules },
    { method: "GET", path: "simulator/jobs", handle: jobs },
    { method: "GET", path: "simulator/log", handle: log },
    { method: "GET", path: "simulator/requests", handle: () => ({ body: requests.toJson() }) },
    { method: "GET", path: "simulator/faults", handle: () => ({ body: faultStrikes() }) },
  ];
}
