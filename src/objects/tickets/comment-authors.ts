import { isJsonObject } from "airbyte-cdk-typescript";
import { combineRejections } from "../combine-rejections.ts";
import type { Draft, WriteContext } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";
import { USER_TARGET } from "../references/targets.ts";
import type { Dependency } from "../dependency.ts";
import type { Rejection } from "../rejection.ts";
import type { IdDirectory } from "../relation.ts";
import { type FieldValues, type Row, without } from "../row.ts";
import { findIds, missingReference } from "../write/resolve-relations.ts";
import { dependencyOn } from "../references/dependency.ts";
import { type Reference, readKeys } from "../references/read-references.ts";
import type { ZendeskTicket } from "../../zendesk/resources/tickets.ts";

type TicketDraft = Draft<ZendeskTicket>;
type Comment = Readonly<Record<string, unknown>>;

const COMMENT_COLUMNS = ["comment", "comments"];

/** The users who wrote a ticket's comments. */
export class CommentAuthors {
  readonly #users: IdDirectory;
  /** Why a row names an author who does not exist. */
  readonly #missing = new WeakMap<Row, Rejection>();

  constructor(users: IdDirectory) {
    this.#users = users;
  }

  /** Puts the author's id in each comment. A comment without an author is the connector's own user's. */
  async resolve(
    drafts: readonly TicketDraft[],
    ownId: () => Promise<ZendeskId>,
    context: WriteContext,
  ): Promise<readonly TicketDraft[]> {
    const references = new Map(drafts.map(({ row, values }) => [row, readAuthors(values)]));
    const all = [...references.values()].flatMap((own) => [...own.values()]);
    const ids = await findIds(all, this.#users, context);
    const own = drafts.some(({ values }) => hasComments(values)) ? await ownId() : undefined;
    return drafts.map((draft) => {
      const named = references.get(draft.row) ?? new Map<Comment, Reference>();
      this.#note(
        draft.row,
        [...named.values()].filter((reference) => !ids.has(reference)),
      );
      return { ...draft, values: withAuthors(draft.values, (comment) => idIn(ids, named.get(comment)) ?? own) };
    });
  }

  missingFor(row: Row): Rejection | undefined {
    return this.#missing.get(row);
  }

  #note(row: Row, missing: readonly Reference[]): void {
    const rejections = missing.map((reference) => missingReference(reference, USER_TARGET));
    if (missing.length === 0) this.#missing.delete(row);
    else this.#missing.set(row, combineRejections(rejections));
  }
}

function idIn(ids: ReadonlyMap<Reference, ZendeskId>, reference: Reference | undefined): ZendeskId | undefined {
  return reference && ids.get(reference);
}

export function authorDependencies(values: FieldValues): readonly Dependency[] {
  return [...readAuthors(values).values()].map(({ keys }) => dependencyOn(keys, "users"));
}

function readAuthors(values: FieldValues): ReadonlyMap<Comment, Reference> {
  return new Map(
    COMMENT_COLUMNS.flatMap((column) =>
      commentsIn(values[column]).flatMap((comment) => {
        const { author, author_id: id } = comment;
        const keys = readKeys(author ?? (id !== undefined && { id }));
        return keys.length === 0 ? [] : [[comment, { column, keys }] as const];
      }),
    ),
  );
}

function hasComments(values: FieldValues): boolean {
  return COMMENT_COLUMNS.some((column) => commentsIn(values[column]).length > 0);
}

function commentsIn(value: unknown): readonly Comment[] {
  return [value].flat().filter(isJsonObject);
}

function withAuthors(values: FieldValues, authorOf: (comment: Comment) => ZendeskId | undefined): FieldValues {
  const authored = (given: Comment): Comment => ({ ...without(given, "author"), author_id: authorOf(given) });
  const { comment, comments } = values;
  return {
    ...values,
    ...(isJsonObject(comment) && { comment: authored(comment) }),
    ...(Array.isArray(comments) && { comments: commentsIn(comments).map(authored) }),
  };
}
