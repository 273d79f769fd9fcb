import { makeEmailPrimary, showManyUsers } from "../../zendesk/resources/users.ts";
import { counted } from "../../text/counted.ts";
import { foldedKey } from "../keys.ts";
import type { UnfinishedRow, WriteContext } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";
import type { IdDirectory } from "../relation.ts";
import { isRefusedRow, readWritten, unknownRows, unlessRefused } from "../write/follow-up-requests.ts";
import { resultingList } from "../write/lists.ts";
import { addMemberships } from "./add-memberships.ts";
import { hasUserKey } from "./user-keys.ts";
import type { FollowUp, KnownUser } from "./user-payload.ts";
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
  return `Zendesk did not return ${counted(users, "user")}, so tags and organizations from their records may be missing.`;
}

async function writeTags(
  users: readonly KnownUser[],
  { api, signal, warn }: WriteContext,
  { tags_mode }: UsersSettings,
): Promise<readonly number[]> {
  const rows = users.flatMap(({ user, followUp }) => {
    const held = user.tags ?? [];
    const tags = followUp.tags && resultingList(held, followUp.tags, tags_mode);
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
  const failed = job ? job.results.filter(isRefusedRow).length : rows.length;
  if (failed > 0) warn(`Zendesk refused the tags of ${counted(failed, "user")} but wrote their other values.`);
  return job ? unknownRows(job).flatMap((index) => rows[index]?.id ?? []) : [];
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
