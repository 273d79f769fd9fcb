import { makeEmailPrimary, showManyUsers, type ZendeskUser } from "../../zendesk/resources/users.ts";
import { counted } from "../../text/counted.ts";
import { foldedKey } from "../keys.ts";
import type { FollowedUp, UnfinishedRow, WriteContext } from "../object-type.ts";
import type { IdDirectory } from "../relation.ts";
import type { Row } from "../row.ts";
import { followUpInBulk, unlessRefused } from "../write/follow-up-requests.ts";
import { type IncompleteRow, combineResults, findGone } from "../write/follow-up-results.ts";
import { resultingList } from "../write/lists.ts";
import { type KnownRow, readWritten } from "../write/read-written.ts";
import { addMemberships } from "./add-memberships.ts";
import { columnNaming, refusedTags, unseenUser } from "./refused-follow-ups.ts";
import { hasUserKey } from "./user-keys.ts";
import type { FollowUp } from "./user-payload.ts";
import type { UsersSettings } from "./users-settings.ts";

type KnownUser = KnownRow<ZendeskUser, FollowUp>;

/** Finishes users that were just written: tags, memberships, primary addresses. All of it can be repeated. */
export async function followUpUsers(
  written: readonly UnfinishedRow<FollowUp>[],
  context: WriteContext,
  settings: UsersSettings,
  organizations: IdDirectory,
): Promise<ReadonlyMap<Row, FollowedUp>> {
  if (written.length === 0) return new Map();
  const { api, signal } = context;
  const listByIds = (ids: readonly string[]) => showManyUsers(api.client, "ids", ids, signal);
  const { known, unknown, unseen } = await readWritten(written, listByIds, (key, user) =>
    hasUserKey(key, user, context),
  );
  const incomplete: readonly IncompleteRow[] = [
    ...unseen.flatMap(({ later, refusal, row }) => {
      const isIncomplete = later.tags !== undefined || later.organizationIds !== undefined;
      return isIncomplete ? [[row, unseenUser(columnNaming(row, later), refusal)] as const] : [];
    }),
    ...(await writeTags(known, context, settings)),
    ...(await addMemberships(known, context, organizations)),
  ];
  const unchanged = unseen.filter(({ later }) => later.primaryEmail !== undefined).length;
  await makePrimary(known, unchanged, context);
  const gone = await findGone(incomplete, known, listByIds);
  return combineResults([...unknown.map((row) => [row, "unknown"] as const), ...incomplete], gone);
}

async function writeTags(
  users: readonly KnownUser[],
  { api, signal }: WriteContext,
  { tags_mode }: UsersSettings,
): Promise<readonly IncompleteRow[]> {
  const wanted = users.flatMap(({ held: user, later, row }) => {
    const held = user.tags ?? [];
    const tags = later.tags && resultingList(held, later.tags, tags_mode);
    return tags && tags.join() !== held.join() ? [{ row, body: { id: user.id, tags } }] : [];
  });
  const results = await followUpInBulk(wanted, (part) =>
    api.jobs.run({
      action: "update",
      method: "PUT",
      path: "/api/v2/users/update_many.json",
      body: JSON.stringify({ users: part.map(({ body }) => body) }),
      rows: part.map(({ body: { id } }) => ({ id })),
      signal,
    }),
  );
  return [...results].flatMap(([{ row }, result]) => {
    if (result === "done") return [];
    return [[row, result === "unknown" ? result : refusedTags(result)] as const];
  });
}

/** The record's address is written anyway, as one of the user's. */
async function makePrimary(
  users: readonly KnownUser[],
  unchanged: number,
  { api, signal, warn }: WriteContext,
): Promise<void> {
  let refused = unchanged;
  for (const { held: user, later } of users) {
    const { primaryEmail } = later;
    if (primaryEmail === undefined || foldedKey(user.email) === foldedKey(primaryEmail)) continue;
    const isDone = await unlessRefused(makeEmailPrimary(api.client, user.id, primaryEmail, signal));
    if (isDone !== true) refused += 1;
  }
  if (refused > 0) {
    warn(`Zendesk did not make the record's email address the primary address of ${counted(refused, "user")}.`);
  }
}
