import type { FieldDefinition } from "../../fields/field-definition.ts";
import type { Outcome, Row, WriteRequest } from "../zendesk-object.ts";
import { orRefused } from "../refused-request.ts";
import type { ComparisonRules } from "./compare-user.ts";
import { decide } from "./decide.ts";
import { findUsers } from "./find-users.ts";
import { OrganizationDirectory } from "./organization-directory.ts";
import { UserSender } from "./send-users.ts";
import { PROTECTED, type Team, TeamProtection, isOfTeam } from "./team-protection.ts";
import { Rehearsal } from "./rehearsal.ts";
import type { UserDraft } from "./user-draft.ts";
import { CUSTOM_FIELD_PREFIX } from "./user-row.ts";
import { placeInOrganizations } from "./user-organizations.ts";
import type { UsersSettings } from "./users-settings.ts";

/** Two keys may lead to one user, which only the look-up shows: the later row is looked up again after the earlier. */
const BEHIND_ANOTHER: Outcome = {
  kind: "unknown",
  cause: "lost_race",
  why: "another record of the same user was being written",
  rejection: {
    reason: "zendesk_error",
    message: "Other records of the same user were being written for too long. Send the record again.",
  },
};

interface Batch {
  readonly request: WriteRequest;
  readonly comparison: ComparisonRules;
  readonly team: Team | undefined;
  /** Ids of the users to whom a row of the batch is to be sent already. */
  readonly sentTo: ReadonlySet<number>;
}

/** Writes rows of users: places them in organizations, looks up what must be known, decides, and sends the rest. */
export class UserWriter {
  readonly #settings: UsersSettings;
  readonly #directory = new OrganizationDirectory();
  readonly #sender: UserSender;
  readonly #rehearsal: Rehearsal | undefined;
  readonly #protection: TeamProtection | undefined;
  #dateColumns: ReadonlySet<string> = new Set();
  #toldOfSearch = false;

  constructor(settings: UsersSettings) {
    this.#settings = settings;
    this.#sender = new UserSender(settings);
    this.#rehearsal = settings.dryRun ? new Rehearsal() : undefined;
    this.#protection = settings.teamMembers === "protect" ? new TeamProtection() : undefined;
  }

  /** The account's fields tell which values are dates. */
  learnFields(definitions: readonly FieldDefinition[]): void {
    const dates = definitions.filter(({ type }) => type === "date");
    this.#dateColumns = new Set(dates.map(({ key }) => `${CUSTOM_FIELD_PREFIX}.${key}`));
  }

  get notices(): readonly string[] {
    return this.#protection?.notices ?? [];
  }

  async write(request: WriteRequest): Promise<readonly Outcome[]> {
    const outcomes = await this.#write(request);
    return request.rows.map((row) => {
      const outcome = outcomes.get(row);
      if (!outcome) throw new Error("a row of users was left without an outcome");
      return this.#sender.withFirstEffect(row, outcome);
    });
  }

  async #write(request: WriteRequest): Promise<ReadonlyMap<Row, Outcome>> {
    const outcomes = new Map<Row, Outcome>();
    const drafts = await orRefused(this.#drafts(request, outcomes));
    // A key that no address or search can hold: halving the batch finds the row that has it.
    if ("refused" in drafts) return new Map(request.rows.map((row) => [row, drafts.refused]));
    const team = await this.#protection?.teamFor(drafts.found, request);
    const open: UserDraft[] = [];
    const sentTo = new Set<number>();
    const comparison = { ...this.#settings, dateColumns: this.#dateColumns };
    const batch: Batch = { request, comparison, team, sentTo };
    for (const draft of drafts.found) {
      const userId = draft.user?.id;
      const outcome = this.#settle(draft, batch);
      if (outcome) outcomes.set(draft.row, outcome);
      else {
        open.push(draft);
        if (userId !== undefined) sentTo.add(userId);
      }
    }
    if (open.length === 0) return outcomes;
    const sent = await this.#sender.send(open, request);
    if (team) this.#protection?.noteWritten(team, sent);
    return new Map([...outcomes, ...sent]);
  }

  /** The outcome of a row that need not, or must not, be sent now; undefined: send it. */
  #settle(known: UserDraft, { comparison, request, team, sentTo }: Batch): Outcome | undefined {
    const draft = this.#rehearsal?.imagine(known) ?? known;
    const { user } = draft;
    if (team && isOfTeam(known, team)) return PROTECTED;
    if (user && sentTo.has(user.id)) return BEHIND_ANOTHER;
    return (
      decide(draft, { ...request, comparison, skipUnchanged: this.#settings.skipUnchanged }) ??
      this.#rehearsal?.outcome(draft, request, comparison)
    );
  }

  /** What is known of each row before it is written. Rows that cannot be are settled on the way. */
  async #drafts(request: WriteRequest, outcomes: Map<Row, Outcome>): Promise<readonly UserDraft[]> {
    const { rows, mode, api, signal } = request;
    const placed =
      mode === "delete" ? new Map() : await placeInOrganizations(rows, this.#directory, api.client, signal);
    const sought = rows.filter((row) => this.#isLookedUp(row, request));
    this.#tellOfSearch(sought, request);
    const users = await findUsers(sought, request);
    return rows.flatMap((row) => {
      const place = placed.get(row) ?? { values: row.values };
      if ("values" in place) return [{ row, values: place.values, user: users.get(row) }];
      outcomes.set(row, { kind: "rejected", rejection: place.rejection });
      return [];
    });
  }

  /** Upserts need no look-up but for what depends on the user's present state; by address it would cost a request each. */
  #isLookedUp({ key, values }: Row, { mode }: WriteRequest): boolean {
    const { dryRun, emailChange, skipUnchanged, tagsMode } = this.#settings;
    if (mode !== "upsert" || dryRun || skipUnchanged || key.column === "id") return true;
    if (key.column === "email") return false;
    return (tagsMode !== "replace" && "tags" in values) || (emailChange === "ignore" && "email" in values);
  }

  #tellOfSearch(sought: readonly Row[], { warn }: WriteRequest): void {
    if (this.#toldOfSearch || !sought.some(({ key }) => key.column === "email")) return;
    this.#toldOfSearch = true;
    warn(
      "Users are looked up by e-mail address, which costs one request each, and Zendesk's search knows a new user only " +
        "after some minutes. With external_id as the matching key, one request finds 100 users, new ones included.",
    );
  }
}
