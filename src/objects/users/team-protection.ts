import { createError } from "../../errors/create-error.ts";
import type { ZendeskClient } from "../../zendesk/http/client.ts";
import { ZendeskHttpError } from "../../zendesk/http/errors.ts";
import { type TeamMember, listTeamMembers } from "../../zendesk/resources/team-members.ts";
import type { Outcome, Row, WriteRequest } from "../zendesk-object.ts";
import type { UserDraft } from "./user-draft.ts";
import { identities } from "./user-row.ts";

/**
 * Agents and admins whom no record may write: a customer's record with an agent's address would rename the agent. They
 * are read once a sync, before any row that may be theirs or give a role, so that whom the sync itself makes an agent
 * stays writable.
 */
export class TeamProtection {
  #team: Promise<Team> | undefined;
  readonly #written = new Set<number>();

  /**
   * Undefined where the look-up has shown each row to be about an end user. Throws what keeps the team from being known:
   * nothing is written unprotected.
   */
  teamFor(drafts: readonly UserDraft[], { api, signal }: WriteRequest): Promise<Team> | undefined {
    if (!drafts.every((draft) => isAboutEndUser(draft))) this.#team ??= readTeam(api.client, signal);
    return this.#team;
  }

  /** An upsert by a secondary address, which the list of the team does not show, is known only by the user it wrote. */
  noteWritten(team: Team, outcomes: ReadonlyMap<Row, Outcome>): void {
    for (const outcome of outcomes.values()) {
      if (outcome.kind !== "written" || outcome.effect === "unchanged") continue;
      if (outcome.zendeskId !== undefined && team.ids.has(outcome.zendeskId)) this.#written.add(outcome.zendeskId);
    }
  }

  get notices(): readonly string[] {
    if (this.#written.size === 0) return [];
    return [
      `Records wrote to ${this.#written.size} of the account's agents and admins, although team_members is set to protect: ` +
        "a record had a secondary email address of theirs, which Zendesk does not list. Correct these users in Zendesk, and " +
        "leave the team's addresses out of the source.",
    ];
  }
}

export interface Team {
  readonly ids: ReadonlySet<number>;
  /** What `identities` gives for each of them. */
  readonly identities: ReadonlySet<string>;
}

async function readTeam(client: ZendeskClient, signal: AbortSignal): Promise<Team> {
  const members = await listOrExplain(client, signal);
  return {
    ids: new Set(members.map(({ id }) => id)),
    identities: new Set(members.flatMap((member) => identities(member))),
  };
}

async function listOrExplain(client: ZendeskClient, signal: AbortSignal): Promise<readonly TeamMember[]> {
  try {
    return await listTeamMembers(client, signal);
  } catch (error) {
    if (!(error instanceof ZendeskHttpError) || error.status !== 403) throw error;
    throw createError("team_unreadable", {}, { happened: error.message, cause: error });
  }
}

/** All keys of the record, sent or not, are those of an end user, and stay so. */
function isAboutEndUser({ row, user }: UserDraft): boolean {
  if (user?.role !== "end-user" || "role" in row.values || "custom_role_id" in row.values) return false;
  const held = identities(user);
  return row.identities.every((identity) => held.includes(identity));
}

/** Whether one of the record's keys is a team member's, or a secondary address by which one was found. */
export function isOfTeam({ row, user }: UserDraft, team: Team): boolean {
  if (user && team.ids.has(user.id)) return true;
  return row.identities.some((identity) => team.identities.has(identity));
}

export const PROTECTED: Outcome = {
  kind: "rejected",
  rejection: {
    reason: "protected",
    message:
      "The record has a key of an agent or an admin, whom this connector does not write while team_members is set to protect. " +
      "Leave the person out of the source, or set team_members to update.",
  },
};
