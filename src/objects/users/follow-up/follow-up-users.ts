import { counted } from "../../../text/counted.ts";
import { makeEmailPrimary, showManyUsers, type ZendeskUser } from "../../../zendesk/resources/users.ts";
import { foldedKey } from "../../keys.ts";
import type { FollowUpFailure, FollowUpRow, WriteContext } from "../../object-type.ts";
import type { IdDirectory } from "../../relation.ts";
import type { Row } from "../../row.ts";
import { bulkEndpoint } from "../../write/bulk-endpoints.ts";
import { followUpWritten } from "../../write/follow-up.ts";
import { followUpLists } from "../../write/follow-up-lists.ts";
import { unlessRefused } from "../../write/explain/refusal.ts";
import type { KnownRow } from "../../write/read-written.ts";
import { addMemberships } from "./add-memberships.ts";
import { rejectUnseen } from "./refused-follow-ups.ts";
import { USERS, hasUserKey } from "../user-keys.ts";
import type { UserFollowUp } from "../columns/dependent-values.ts";
import type { UsersSettings } from "../users-settings.ts";

type KnownUser = KnownRow<ZendeskUser, UserFollowUp>;

/** Finishes users that were just written: tags, memberships, primary addresses. All of it can be repeated. */
export function followUpUsers(
  written: readonly FollowUpRow<UserFollowUp>[],
  context: WriteContext,
  { tags_mode: mode }: Pick<UsersSettings, "tags_mode">,
  organizations: IdDirectory,
): Promise<ReadonlyMap<Row, FollowUpFailure>> {
  const { api, signal } = context;
  return followUpWritten<ZendeskUser, UserFollowUp>(written, {
    listByIds: (ids) => showManyUsers(api.client, "ids", ids, signal),
    hasKey: (key, user) => hasUserKey(key, user, context),
    rejectUnseen,
    send: async (known, unseen) => {
      const tagged = known.flatMap(({ followUp: { tags }, ...user }) => (tags ? [{ ...user, given: tags }] : []));
      const tags = { column: "tags", mode, endpoint: bulkEndpoint("users", "update_many") };
      const incomplete = [
        ...(await followUpLists(tagged, tags, USERS, context)),
        ...(await addMemberships(known, context, organizations)),
      ];
      const unchanged = unseen.filter(({ followUp }) => followUp.primaryEmail !== undefined).length;
      await makePrimary(known, unchanged, context);
      return incomplete;
    },
  });
}

/** The record's address is written anyway, as one of the user's. */
async function makePrimary(
  users: readonly KnownUser[],
  unchanged: number,
  { api, signal, warn }: WriteContext,
): Promise<void> {
  let refused = unchanged;
  for (const { held: user, followUp } of users) {
    const { primaryEmail } = followUp;
    if (primaryEmail === undefined || foldedKey(user.email) === foldedKey(primaryEmail)) continue;
    const isDone = await unlessRefused(makeEmailPrimary(api.client, user.id, primaryEmail, signal));
    if (isDone !== true) refused += 1;
  }
  if (refused > 0) {
    warn(`Zendesk did not make the record's email address the primary address of ${counted(refused, "user")}.`);
  }
}
