import { listCustomFields } from "../../zendesk/resources/field-definitions.ts";
import type { ZendeskUser } from "../../zendesk/resources/users.ts";
import type { Directories } from "../directories.ts";
import type { ObjectType } from "../object-type.ts";
import type { IdDirectory } from "../relation.ts";
import { bulkDeletion, bulkEndpoint } from "../write/bulk-endpoints.ts";
import { createForesight } from "./foresight/create-foresight.ts";
import { followUpUsers } from "./follow-up/follow-up-users.ts";
import { UNCHECKED_TICKETS, explainRefusedDeletions, openTickets } from "./deletions/open-tickets.ts";
import { createPermanentDeletion } from "./deletions/permanent-user-deletion.ts";
import { createUserImports } from "./imports/user-imports.ts";
import { withHeldOrganizations } from "./columns/held-organizations.ts";
import { TeamProtection } from "./team/team-protection.ts";
import {
  MEMBER_OF,
  MEMBER_OF_ALL,
  STEPWISE_COLUMNS,
  neverClearedColumns,
  unwrittenColumns,
  userColumns,
} from "./columns/user-columns.ts";
import { describeChange, holdsUserValue, needsUser } from "./columns/user-comparison.ts";
import { USERS } from "./user-keys.ts";
import type { UserFollowUp } from "./columns/dependent-values.ts";
import { USER_FIELDS, userPayload } from "./user-payload.ts";
import { haveOnePhone, withUserKey } from "./user-rows.ts";
import type { UsersSettings } from "./users-settings.ts";

type UsersType = ObjectType<ZendeskUser, UserFollowUp>;

/** https://developer.zendesk.com/api-reference/ticketing/users/users/ */
export function createUsers(
  settings: UsersSettings,
  { organizations, users }: Pick<Directories, "organizations" | "users">,
): UsersType {
  return {
    name: "users",
    ...USERS,
    permission: "manage end users",
    columns: userColumns(settings),
    unwritten: unwrittenColumns(settings),
    neverCleared: neverClearedColumns(settings),
    requiredToCreate: [["name"]],
    customFields: { ...USER_FIELDS, list: ({ client }) => listCustomFields(client, "user_fields") },
    stepwise: STEPWISE_COLUMNS,
    lists: { columns: ["tags"], mode: settings.tags_mode },
    actions: {
      upsert: bulkEndpoint("users", "create_or_update_many"),
      create: bulkEndpoint("users", "create_many"),
      update: bulkEndpoint("users", "update_many"),
      delete: bulkDeletion("users"),
    },
    // Membership jobs too: they follow the jobs of their users.
    jobType: /user|membership/i,
    relations: [MEMBER_OF, MEMBER_OF_ALL].map((relation) => ({ ...relation, directory: organizations })),
    directory: users,
    writtenAfter: ["organizations"],
    payload: (draft, action) => userPayload(draft, action, settings),
    quirks: quirksOf(settings, organizations),
  };
}

function quirksOf(settings: UsersSettings, organizations: IdDirectory): NonNullable<UsersType["quirks"]> {
  const team = new TeamProtection(settings.team_members);
  const imports = createUserImports(settings, (draft, action) => userPayload(draft, action, settings));
  const { earlier, permanent } = settings.permanent_deletion ? createPermanentDeletion() : {};
  return {
    mergeable: haveOnePhone,
    withKey: withUserKey,
    enrich: async (drafts, context) => {
      if (context.mode === "delete") return earlier?.enrich(drafts, context) ?? drafts;
      return context.isCompared ? withHeldOrganizations(drafts, settings.organization_mode, context) : drafts;
    },
    needsHeld: (row) => needsUser(row, settings),
    refuse: (drafts, context) => team.refuse(drafts, context),
    unseen: ["organization_id", "organization_ids", "remote_photo_url"],
    holds: (draft, column, value) => holdsUserValue(draft, column, value, settings),
    changes: (draft, column, value) => describeChange(draft, column, value, settings),
    foresee: createForesight(settings),
    uncheckedDeletion: UNCHECKED_TICKETS,
    submit: (action, drafts, context, inBulk) =>
      earlier && action === "delete" ? earlier.submit(drafts, inBulk) : imports.submit(action, drafts, context, inBulk),
    followUp: (rows, context) => followUpUsers(rows, context, settings, organizations),
    rejectionOf: openTickets,
    noteOutcomes: (outcomes) => team.noteOutcomes(outcomes),
    notices: () => [...team.notices, ...(earlier?.notices ?? [])],
    followUpDeletions: async (outcomes, drafts, context) => {
      const explained = await explainRefusedDeletions(outcomes, drafts, context);
      return new Map([...explained, ...((await permanent?.finish(outcomes, drafts, context)) ?? [])]);
    },
  };
}
