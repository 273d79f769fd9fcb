import type { Outcome, Row, WriteMode, WriteRequest } from "../zendesk-object.ts";
import { type BulkRoute, type SentUser, writeInBulk } from "./bulk-writer.ts";
import type { UserDraft } from "./user-draft.ts";
import { explainRefusals } from "./explain-refusals.ts";
import { FallbackWriter } from "./fallback-writer.ts";
import { type WrittenUser, followUpUsers } from "./follow-up.ts";
import { ImportPermission } from "./import-permission.ts";
import { explainVanished } from "./vanished-users.ts";
import type { UsersSettings } from "./users-settings.ts";

/** Sends rows that are to be written, each by the bulk request of its mode, and does what is left to do afterwards. */
export class UserSender {
  readonly #settings: UsersSettings;
  readonly #permission: ImportPermission;
  readonly #fallback: FallbackWriter;
  /** Rows that created their user, but are sent again because of what was left to do. */
  readonly #created = new WeakSet<Row>();

  constructor(settings: UsersSettings) {
    this.#settings = settings;
    this.#permission = new ImportPermission(settings.whenBulkImportDisabled);
    this.#fallback = new FallbackWriter(settings);
  }

  async send(drafts: readonly UserDraft[], request: WriteRequest): Promise<ReadonlyMap<Row, Outcome>> {
    if (request.mode === "delete") return this.#delete(drafts, request);
    const outcomes = new Map<Row, Outcome>();
    for (const [route, group] of byRoute(drafts, request.mode)) {
      for (const [row, outcome] of await this.#sendGroup(route, group, request)) outcomes.set(row, outcome);
    }
    return outcomes;
  }

  /** Deletes as many as may be. The others have no outcome: the sync ends before the next one is deleted. */
  async #delete(drafts: readonly UserDraft[], request: WriteRequest): Promise<ReadonlyMap<Row, Outcome>> {
    const { deletions } = request;
    const admitted = deletions.admit(drafts, nameUser);
    const outcomes = new Map<Row, Outcome>(drafts.map(({ row }) => [row, NOT_ADMITTED]));
    const sent = admitted.length > 0 ? await this.#sendGroup("destroy_many", admitted, request) : new Map();
    for (const draft of admitted) {
      const outcome = sent.get(draft.row);
      if (outcome === undefined) throw new Error("a deletion was left without an outcome");
      outcomes.set(draft.row, outcome);
      if (hasDeletedNothing(outcome)) deletions.giveBack(draft.row, nameUser(draft));
      else if (outcome.kind === "written") deletions.confirm(nameUser(draft));
    }
    if (admitted.length < drafts.length) deletions.exceed();
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
    for (const [row, { userId }] of written) {
      if (!unknown.has(userId)) continue;
      if (isCreated(outcomes.get(row))) this.#created.add(row);
      outcomes.set(row, UNFINISHED);
    }
    await explainVanished(outcomes, sent, request);
    await explainRefusals(outcomes, request);
    return outcomes;
  }

  /** A row that is sent again meets the user that it created. */
  withFirstEffect(row: Row, outcome: Outcome): Outcome {
    return outcome.kind === "written" && this.#created.has(row) ? { ...outcome, effect: "created" } : outcome;
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

function isCreated(outcome: Outcome | undefined): boolean {
  return outcome?.kind === "written" && outcome.effect === "created";
}

function nameUser({ user }: UserDraft): string {
  if (user === undefined) throw new Error("a user is to be deleted that was not found");
  return `users ${user.id}`;
}

/** An outcome that is unknown may yet be a deletion. */
function hasDeletedNothing(outcome: Outcome): boolean {
  return outcome.kind === "rejected" || (outcome.kind === "written" && outcome.effect !== "deleted");
}

const NOT_ADMITTED: Outcome = {
  kind: "unknown",
  cause: "silent",
  why: "the sync has deleted as many users as it may",
};

const UNFINISHED: Outcome = {
  kind: "unknown",
  cause: "silent",
  why: "a user was written, but Zendesk did not say what became of its tags or organization",
};
