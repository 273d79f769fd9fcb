import type { Rejection } from "../../rejects/rejection.ts";
import { orRefused } from "../refused-request.ts";
import type { Outcome, Row, WriteMode, WriteRequest } from "../zendesk-object.ts";
import { type BulkRoute, type SentUser, writeInBulk } from "./bulk-writer.ts";
import { type UserDraft, alreadyExists } from "./decide.ts";
import { FallbackWriter } from "./fallback-writer.ts";
import { findUsers, isSearched } from "./find-users.ts";
import { type WrittenUser, followUpUsers } from "./follow-up.ts";
import { ImportPermission } from "./import-permission.ts";
import { missingName } from "./row-outcome.ts";
import type { UsersSettings } from "./users-settings.ts";

/** Sends rows that are to be written, each by the bulk request of its mode, and does what is left to do afterwards. */
export class UserSender {
  readonly #settings: UsersSettings;
  readonly #permission: ImportPermission;
  readonly #fallback: FallbackWriter;

  constructor(settings: UsersSettings) {
    this.#settings = settings;
    this.#permission = new ImportPermission(settings.whenBulkImportDisabled);
    this.#fallback = new FallbackWriter(settings);
  }

  async send(drafts: readonly UserDraft[], request: WriteRequest): Promise<ReadonlyMap<Row, Outcome>> {
    const outcomes = new Map<Row, Outcome>();
    for (const [route, group] of byRoute(drafts, request.mode)) {
      for (const [row, outcome] of await this.#sendGroup(route, group, request)) outcomes.set(row, outcome);
    }
    return outcomes;
  }

  async #sendGroup(
    route: BulkRoute,
    drafts: readonly UserDraft[],
    request: WriteRequest,
  ): Promise<ReadonlyMap<Row, Outcome>> {
    const sent = await this.#write(route, drafts, request);
    const outcomes = new Map(sent.map(({ row, outcome }) => [row, outcome]));
    const written = new Map(sent.flatMap((user) => leftToDo(user)));
    const unknown = await followUpUsers([...written.values()], request, this.#settings);
    for (const [row, { userId }] of written) if (unknown.has(userId)) outcomes.set(row, UNFINISHED);
    await explainRefusals(outcomes, request);
    return outcomes;
  }

  /** In bulk, where the account may. */
  async #write(route: BulkRoute, drafts: readonly UserDraft[], request: WriteRequest): Promise<readonly SentUser[]> {
    const isImport = route === "create_or_update_many" || route === "create_many";
    if (isImport && this.#permission.isMissing) return this.#fallback.write(drafts, request);
    try {
      return await writeInBulk(route, drafts, request, this.#settings);
    } catch (error) {
      if (!(await this.#permission.explains(error, request))) throw error;
      return this.#fallback.write(drafts, request);
    }
  }
}

/** An upsert by Zendesk's id is an update of a user that was found. */
function byRoute(drafts: readonly UserDraft[], mode: WriteMode): ReadonlyMap<BulkRoute, readonly UserDraft[]> {
  const routes: Readonly<Record<WriteMode, (draft: UserDraft) => BulkRoute>> = {
    upsert: ({ row }) => (row.key.column === "id" ? "update_many" : "create_or_update_many"),
    insert: () => "create_many",
    update: () => "update_many",
    delete: () => "destroy_many",
  };
  return Map.groupBy(drafts, routes[mode]);
}

function leftToDo({ row, outcome, userId, followUp }: SentUser): readonly (readonly [Row, WrittenUser])[] {
  const isWritten = outcome.kind === "written" && outcome.effect !== "deleted";
  return isWritten && followUp && userId !== undefined ? [[row, { row, userId, followUp }]] : [];
}

const UNFINISHED: Outcome = {
  kind: "unknown",
  why: "a user was written, but Zendesk did not say what became of its tags or organization",
  rejection: undefined,
};

/** An insert that was sent before, and whose user exists now: this sync may have made the user, or somebody else. */
const PERHAPS_OWN: Outcome = {
  kind: "unknown",
  why: "a user that was inserted exists, but not whether this sync made it",
  rejection: undefined,
};

/**
 * Why a row failed is told in the caller's language, but whether its user exists can be seen: an insert of a user who
 * does failed for that, and an upsert without a name of one who does not failed for that.
 */
async function explainRefusals(outcomes: Map<Row, Outcome>, request: WriteRequest): Promise<void> {
  const refused = [...outcomes].filter(([row, outcome]) => isUnexplained(row, outcome, request));
  const rows = refused.map(([row]) => row);
  const users = await orRefused(findUsers(rows, request));
  // Whoever has a key that cannot be looked up stays unexplained.
  if ("refused" in users) return;
  for (const [row, outcome] of refused) {
    const exists = users.found.has(row);
    if (request.mode === "insert") outcomes.set(row, refusedInsert(row, outcome, exists, request));
    else if (!exists) outcomes.set(row, withReason(outcome, missingName()));
  }
}

function isUnexplained(row: Row, outcome: Outcome, { isRepeat, mode }: WriteRequest): boolean {
  const reason = outcome.kind === "rejected" ? outcome.rejection.reason : undefined;
  if (mode === "insert") return reason === "zendesk_error" || (isRepeat && reason === "already_exists");
  return mode === "upsert" && reason === "zendesk_error" && row.values["name"] === undefined;
}

/**
 * A duplicate whom the search does not find may only be missing from its index, which lags. One whom the list by
 * external id does not find has another key than the record.
 */
function refusedInsert(row: Row, outcome: Outcome, exists: boolean, { isRepeat }: WriteRequest): Outcome {
  if (!isRepeat) return exists ? alreadyExists(row) : outcome;
  const isDuplicate = outcome.kind === "rejected" && outcome.rejection.reason === "already_exists";
  return exists || (isDuplicate && isSearched(row)) ? PERHAPS_OWN : outcome;
}

/** A rejection with another reason; what Zendesk said stays with it. */
function withReason(outcome: Outcome, reason: Rejection): Outcome {
  const zendesk = outcome.kind === "rejected" ? outcome.rejection.zendesk : undefined;
  return { kind: "rejected", rejection: { ...reason, zendesk } };
}
