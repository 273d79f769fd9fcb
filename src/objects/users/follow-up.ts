import { membershipsOfUser } from "../../zendesk/resources/memberships.ts";
import { type ZendeskUser, makeEmailPrimary, showManyUsers } from "../../zendesk/resources/users.ts";
import { counted } from "../../text/counted.ts";
import { foldedKey } from "../keys.ts";
import type { UnfinishedRow, WriteContext } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";
import type { IdDirectory } from "../relation.ts";
import { isRefused, readWritten, unknownRows, unlessRefused } from "../write/follow-up-requests.ts";
import { resultingTags } from "../write/tags.ts";
import { hasUserKey } from "./user-keys.ts";
import type { FollowUp } from "./user-payload.ts";
import type { UsersSettings } from "./users-settings.ts";

/** Ids of the users for whom Zendesk has not confirmed that it is done. */
type UnknownUsers = ReadonlySet<ZendeskId>;

/** Finishes users that were just written: tags, memberships, primary addresses. All of it can be repeated. */
export async function followUpUsers(
  written: readonly UnfinishedRow<FollowUp>[],
  context: WriteContext,
  settings: UsersSettings,
  organizations: IdDirectory,
): Promise<UnknownUsers> {
  if (written.length === 0) return new Set();
  const { api, signal } = context;
  const read = await readWritten(
    written,
    (ids) => showManyUsers(api.client, "ids", ids, signal),
    (key, user) => hasUserKey(key, user, context),
  );
  if (read.unseen > 0) context.warn(notShown(read.unseen));
  const known = read.known.map(({ held, later }) => ({ user: held, followUp: later }));
  const unknown = new Set(read.unknown);
  for (const id of await writeTags(known, context, settings)) unknown.add(id);
  for (const id of await addMemberships(known, context, organizations)) unknown.add(id);
  await makePrimary(known, context);
  return unknown;
}

function notShown(users: number): string {
  return `Zendesk refused to show ${counted(users, "user")}, so the record's tags and organizations may be missing from them.`;
}

interface KnownUser {
  readonly user: ZendeskUser;
  readonly followUp: FollowUp;
}

async function writeTags(
  users: readonly KnownUser[],
  { api, signal, warn }: WriteContext,
  { tags_mode }: UsersSettings,
): Promise<readonly number[]> {
  const rows = users.flatMap(({ user, followUp }) => {
    const held = user.tags ?? [];
    const tags = followUp.tags && resultingTags(held, followUp.tags, tags_mode);
    return tags && tags.join() !== held.join() ? [{ id: user.id, tags }] : [];
  });
  if (rows.length === 0) return [];
  const job = await unlessRefused(
    api.jobs.run({
      action: "update",
      method: "PUT",
      path: "/api/v2/users/update_many.json",
      body: JSON.stringify({ users: rows }),
      rows: rows.map(({ id }) => ({ id })),
      signal,
    }),
  );
  const failed = job ? job.results.filter(isRefused).length : rows.length;
  if (failed > 0) warn(`Zendesk refused the tags of ${counted(failed, "user")} but wrote their other values.`);
  return job ? unknownRows(job).flatMap((index) => rows[index]?.id ?? []) : [];
}

/** A membership that already exists fails its row with a text that depends on the language, so it is looked up. */
async function addMemberships(
  users: readonly KnownUser[],
  context: WriteContext,
  organizations: IdDirectory,
): Promise<readonly number[]> {
  const { api, signal, warn } = context;
  const rows = users.flatMap(({ user, followUp: { organizationId } }) =>
    organizationId !== undefined && user.organization_id !== organizationId
      ? [{ user_id: user.id, organization_id: organizationId }]
      : [],
  );
  if (rows.length === 0) return [];
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
  const refused: number[] = [];
  for (const [index, { user_id, organization_id }] of rows.entries()) {
    const result = job?.results[index];
    if (result && !isRefused(result)) continue;
    const held = await unlessRefused(membershipsOfUser(api.client, user_id, signal));
    if (!held?.some((membership) => membership.organization_id === organization_id)) refused.push(organization_id);
  }
  if (refused.length > 0) {
    // One that was deleted meanwhile is forgotten, so that records to come are rejected instead.
    await unlessRefused(organizations.missingOf([...new Set(refused.map(String))], context));
    warn(
      `Zendesk refused the organization of ${counted(refused.length, "user")} but wrote their other values. ` +
        "If the account does not allow several organizations per user, set organization_mode to replace.",
    );
  }
  return job ? unknownRows(job).flatMap((index) => rows[index]?.user_id ?? []) : [];
}

async function makePrimary(users: readonly KnownUser[], { api, signal, warn }: WriteContext): Promise<void> {
  let refused = 0;
  for (const { user, followUp } of users) {
    const { primaryEmail } = followUp;
    if (primaryEmail === undefined || foldedKey(user.email) === foldedKey(primaryEmail)) continue;
    const isDone = await unlessRefused(makeEmailPrimary(api.client, user.id, primaryEmail, signal));
    if (isDone !== true) refused += 1;
  }
  if (refused > 0) {
    warn(`Zendesk did not make the record's email address the primary address of ${counted(refused, "user")}.`);
  }
}
