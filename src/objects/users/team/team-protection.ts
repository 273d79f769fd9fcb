import { counted } from "../../../text/counted.ts";
import { explainForbidden } from "../../../errors/explain-forbidden.ts";
import type { ZendeskClient } from "../../../zendesk/http/client.ts";
import { listTeamMembers } from "../../../zendesk/resources/team-members.ts";
import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import { identitiesOf } from "../../keys.ts";
import type { Draft, WriteContext } from "../../object-type.ts";
import { type Outcome, doneBy } from "../../outcome.ts";
import type { Rejection } from "../../rejection.ts";
import type { Row } from "../../row.ts";
import { refuseEach } from "../../write/explain/rejections.ts";
import { TEAM_ERRORS } from "./team-errors.ts";
import { USERS } from "../user-keys.ts";
import type { UsersSettings } from "../users-settings.ts";

type UserDraft = Draft<ZendeskUser>;

/**
 * Agents and admins, which no record may write: a customer's record with an agent's address would rename the agent. The
 * list is read once per sync, before the first row that could affect them. Users that this sync makes agents are therefore
 * not protected.
 */
export class TeamProtection {
  readonly #isOn: boolean;
  #reading: Promise<Team> | undefined;
  #team: Team | undefined;
  readonly #written = new Set<unknown>();

  constructor(teamMembers: UsersSettings["team_members"]) {
    this.#isOn = teamMembers === "protect";
  }

  /** Rows that must not be written, including those that would delete an agent, which this connector never does. */
  async refuse(drafts: readonly UserDraft[], context: WriteContext): Promise<ReadonlyMap<Row, Rejection>> {
    const team = this.#isOn ? await this.#teamFor(drafts, context) : undefined;
    this.#team ??= team;
    return refuseEach(drafts, (draft) => {
      const member = team && memberIn(draft, team);
      if (member !== undefined) return { ...PROTECTED, zendesk: { ids: [member] } };
      const role = context.mode === "delete" ? draft.held?.role : undefined;
      return role && role !== "end-user" ? NEVER_DELETED : undefined;
    });
  }

  /**
   * Undefined if the look-up has shown that each row is about an end user. Throws if the team cannot be read: nothing
   * is written without this protection.
   */
  #teamFor(drafts: readonly UserDraft[], { api, signal }: WriteContext): Promise<Team> | undefined {
    if (!drafts.every((draft) => isAboutEndUser(draft))) this.#reading ??= readTeam(api.client, signal);
    return this.#reading;
  }

  /** An upsert by a secondary address, which the list of the team does not show, is only recognized afterwards. */
  noteOutcomes(outcomes: ReadonlyMap<Row, Outcome>): void {
    const team = this.#team;
    if (!team) return;
    for (const outcome of outcomes.values()) {
      const done = doneBy(outcome);
      if (done === undefined || done.effect === "unchanged") continue;
      if (done.zendeskId !== undefined && team.ids.has(done.zendeskId)) this.#written.add(done.zendeskId);
    }
  }

  get notices(): readonly string[] {
    if (this.#written.size === 0) return [];
    return [
      `Records changed ${counted(this.#written.size, "agent or admin", "agents or admins")} even though team_members is set to ` +
        "protect. The records contain a secondary email address of such a user, and Zendesk's list does not include those. " +
        "Correct these users in Zendesk, and remove the team's addresses from the source.",
    ];
  }
}

interface Team {
  readonly ids: ReadonlySet<unknown>;
  /** The identities of each of them, with the id. */
  readonly identities: ReadonlyMap<string, number>;
}

async function readTeam(client: ZendeskClient, signal: AbortSignal): Promise<Team> {
  const members = await explainForbidden(listTeamMembers(client, signal), {
    id: "team_unreadable",
    entry: TEAM_ERRORS.team_unreadable,
  });
  return {
    ids: new Set(members.map(({ id }) => id)),
    identities: new Map(
      members.flatMap((member) => identitiesOf(USERS, { ...member }).map((identity) => [identity, member.id] as const)),
    ),
  };
}

/** All keys of the record, sent or not, belong to an end user, and still will afterwards. */
function isAboutEndUser({ held: user, row }: UserDraft): boolean {
  if (user?.role !== "end-user" || "role" in row.values || "custom_role_id" in row.values) return false;
  const held = identitiesOf(USERS, user);
  return row.identities.every((identity) => held.includes(identity));
}

/** The team member who has one of the record's keys, or a secondary address by which the user was found. */
function memberIn({ held: user, row }: UserDraft, team: Team): number | undefined {
  if (user && team.ids.has(user.id)) return user.id;
  const known = row.identities.find((identity) => team.identities.has(identity));
  return known === undefined ? undefined : team.identities.get(known);
}

const PROTECTED: Rejection = {
  reason: "protected",
  message:
    "The record has a key of an agent or admin. The connector does not change them while team_members is set to protect. " +
    "Remove the person from the source, or set team_members to update.",
};

const NEVER_DELETED: Rejection = {
  reason: "protected",
  message:
    "The user is an agent or admin. The connector never deletes them. Remove the person in Zendesk's Admin Center.",
};
