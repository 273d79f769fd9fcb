import { membershipsOfUser } from "../../zendesk/resources/memberships.ts";
import { MAX_ROWS_PER_JOB } from "../../zendesk/jobs/bulk-job.ts";
import { counted } from "../../text/counted.ts";
import type { WriteContext } from "../object-type.ts";
import type { IdDirectory } from "../relation.ts";
import { isRefusedRow, unknownRows, unlessRefused } from "../write/follow-up-requests.ts";
import { isDuplicate } from "../write/explain/row-outcome.ts";
import type { KnownUser } from "./user-payload.ts";

interface MembershipRow {
  readonly user_id: number;
  readonly organization_id: number;
}

/** Adds the users to organizations, and gives the ids of users for whom Zendesk has not confirmed it. */
export async function addMemberships(
  users: readonly KnownUser[],
  context: WriteContext,
  organizations: IdDirectory,
): Promise<readonly number[]> {
  const rows = users.flatMap(({ user, followUp: { organizationIds = [] } }) =>
    organizationIds
      .filter((id) => id !== user.organization_id)
      .map((organization_id) => ({ user_id: user.id, organization_id })),
  );
  const unknown: number[] = [];
  const doubtful: MembershipRow[] = [];
  for (let at = 0; at < rows.length; at += MAX_ROWS_PER_JOB) {
    const added = await addRows(rows.slice(at, at + MAX_ROWS_PER_JOB), context);
    unknown.push(...added.unknown);
    doubtful.push(...added.doubtful);
  }
  await tellOfRefused(doubtful, context, organizations);
  return unknown;
}

interface AddedRows {
  readonly unknown: readonly number[];
  /** Refused for whatever reason: the text of one that exists depends on the language. */
  readonly doubtful: readonly MembershipRow[];
}

async function addRows(rows: readonly MembershipRow[], { api, signal }: WriteContext): Promise<AddedRows> {
  const job = await unlessRefused(
    api.jobs.run({
      action: "create",
      method: "POST",
      path: "/api/v2/organization_memberships/create_many.json",
      body: JSON.stringify({ organization_memberships: rows }),
      rows: rows.map(() => ({})),
      signal,
    }),
  );
  const doubtful = rows.filter((_row, index) => {
    const result = job?.results[index];
    return !result || (isRefusedRow(result) && !isDuplicate(result));
  });
  return { unknown: job ? unknownRows(job).flatMap((index) => rows[index]?.user_id ?? []) : [], doubtful };
}

async function tellOfRefused(
  doubtful: readonly MembershipRow[],
  context: WriteContext,
  organizations: IdDirectory,
): Promise<void> {
  const { api, signal, warn } = context;
  const refused: MembershipRow[] = [];
  for (const [userId, own] of Map.groupBy(doubtful, ({ user_id }) => user_id)) {
    const held = await unlessRefused(membershipsOfUser(api.client, userId, signal));
    const ids = new Set(held?.map(({ organization_id }) => organization_id));
    refused.push(...own.filter(({ organization_id }) => !ids.has(organization_id)));
  }
  if (refused.length === 0) return;
  // One that was deleted meanwhile is forgotten, so that records to come are rejected instead.
  const organizationIds = new Set(refused.map(({ organization_id }) => String(organization_id)));
  await unlessRefused(organizations.missingOf([...organizationIds], context));
  const users = new Set(refused.map(({ user_id }) => user_id)).size;
  warn(
    `Zendesk refused an organization of ${counted(users, "user")} but wrote their other values. A user can be in ` +
      "300 organizations, and in only one if the account does not allow several.",
  );
}
