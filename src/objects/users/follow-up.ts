import type { BulkJobOutcome } from "../../zendesk/jobs/bulk-job.ts";
import { organizationsOfUser } from "../../zendesk/resources/organizations.ts";
import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import type { RowResult } from "../../zendesk/jobs/job-results.ts";
import { type ZendeskUser, makeEmailPrimary, showManyUsers } from "../../zendesk/resources/users.ts";
import { counted } from "../../text/counted.ts";
import type { Row, WriteRequest } from "../zendesk-object.ts";
import { isUserOf } from "./find-users.ts";
import { lostRace } from "./row-outcome.ts";
import { type FollowUp, resultingTags } from "./user-payload.ts";
import { foldedKey } from "./user-row.ts";
import type { UsersSettings } from "./users-settings.ts";

/** The user was deleted by now. */
const GONE = 404;

/** A written user of which something is left to do. */
export interface WrittenUser {
  readonly row: Row;
  readonly userId: number;
  readonly followUp: FollowUp;
}

/** Ids of the users of whom Zendesk has not said whether it is done. */
export type UnknownUsers = ReadonlySet<number>;

/** Does what is left for users that were just written: tags, memberships, primary addresses. All of it can be repeated. */
export async function followUpUsers(
  written: readonly WrittenUser[],
  request: WriteRequest,
  settings: UsersSettings,
): Promise<UnknownUsers> {
  if (written.length === 0) return new Set();
  const { api, signal } = request;
  const ids = [...new Set(written.map(({ userId }) => String(userId)))];
  const listed = await unlessRefused(showManyUsers(api.client, "ids", ids, signal));
  if (!listed) {
    request.warn(notShown(ids.length));
    return new Set();
  }
  const users = new Map(listed.map((user) => [user.id, user]));
  const known: KnownUser[] = [];
  const unknown = new Set<number>();
  let unseen = 0;
  for (const { row, userId, followUp } of written) {
    const user = users.get(userId);
    const isOwn = user && (await unlessRefused(isUserOf(row, user, request)));
    if (user && isOwn === true) known.push({ user, followUp });
    else if (user && isOwn === undefined) unseen += 1;
    else unknown.add(userId);
  }
  if (unseen > 0) request.warn(notShown(unseen));
  for (const id of await writeTags(known, request, settings)) unknown.add(id);
  for (const id of await addMemberships(known, request)) unknown.add(id);
  await makePrimary(known, request);
  return unknown;
}

function notShown(users: number): string {
  return `Zendesk refused to show ${counted(users, "user")}, so their tags and organizations may lack the record's.`;
}

interface KnownUser {
  readonly user: ZendeskUser;
  readonly followUp: FollowUp;
}

async function writeTags(
  users: readonly KnownUser[],
  { api, signal, warn }: WriteRequest,
  { tagsMode }: UsersSettings,
): Promise<readonly number[]> {
  const rows = users.flatMap(({ user, followUp }) => {
    const held = user.tags ?? [];
    const tags = followUp.tags && resultingTags(held, followUp.tags, tagsMode);
    return tags && tags.join() !== held.join() ? [{ id: user.id, tags }] : [];
  });
  if (rows.length === 0) return [];
  const job = await unlessRefused(
    api.jobs.run({
      method: "PUT",
      path: "/api/v2/users/update_many.json",
      body: JSON.stringify({ users: rows }),
      rows,
      signal,
    }),
  );
  const failed = job ? failedRows(job) : rows.length;
  if (failed > 0) warn(`Zendesk refused the tags of ${counted(failed, "user")} but wrote their other values.`);
  return job ? unknownRows(job).flatMap((index) => rows[index]?.id ?? []) : [];
}

/** A membership that exists already fails its row, in words that depend on the caller's language: so it is looked at. */
async function addMemberships(
  users: readonly KnownUser[],
  { api, signal, warn }: WriteRequest,
): Promise<readonly number[]> {
  const rows = users.flatMap(({ user, followUp: { organizationId } }) =>
    organizationId !== undefined && user.organization_id !== organizationId
      ? [{ user_id: user.id, organization_id: organizationId }]
      : [],
  );
  if (rows.length === 0) return [];
  const job = await unlessRefused(
    api.jobs.run({
      method: "POST",
      path: "/api/v2/organization_memberships/create_many.json",
      body: JSON.stringify({ organization_memberships: rows }),
      rows: rows.map(() => ({})),
      signal,
    }),
  );
  let missing = 0;
  for (const [index, { user_id, organization_id }] of rows.entries()) {
    const result = job?.results[index];
    if (result && !isRefused(result)) continue;
    const held = await unlessRefused(organizationsOfUser(api.client, user_id, signal));
    if (!held?.includes(organization_id)) missing += 1;
  }
  if (missing > 0) {
    warn(
      `Zendesk refused the organization of ${counted(missing, "user")} but wrote their other values. ` +
        "Does the account allow several organizations per user? If not, set organization_mode to replace.",
    );
  }
  return job ? unknownRows(job).flatMap((index) => rows[index]?.user_id ?? []) : [];
}

async function makePrimary(users: readonly KnownUser[], { api, signal, warn }: WriteRequest): Promise<void> {
  let refused = 0;
  for (const { user, followUp } of users) {
    const { primaryEmail } = followUp;
    if (primaryEmail === undefined || foldedKey(user.email) === foldedKey(primaryEmail)) continue;
    const isDone = await unlessRefused(makeEmailPrimary(api.client, user.id, primaryEmail, signal));
    if (isDone !== true) refused += 1;
  }
  if (refused > 0) {
    warn(`Zendesk did not make the record's e-mail address the primary one of ${counted(refused, "user")}.`);
  }
}

/** The user is written: what Zendesk refuses now is told, and no reason to call the record rejected. */
async function unlessRefused<Result>(request: Promise<Result>): Promise<Result | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ZendeskHttpError && (error.isAboutContent || error.status === GONE)) return undefined;
    throw error;
  }
}

function failedRows({ results }: BulkJobOutcome): number {
  return results.filter(isRefused).length;
}

function isRefused(result: RowResult): boolean {
  return result.kind === "failed" && !lostRace(result);
}

/** Nothing is known of these, or they will be taken when they are sent again. */
function unknownRows({ results }: BulkJobOutcome): readonly number[] {
  return results.flatMap((result, index) => (result.kind === "unknown" || lostRace(result) ? [index] : []));
}
