import { isJsonObject } from "airbyte-cdk-typescript";
import { combineRejections } from "../combine-rejections.ts";
import type { Draft, WriteContext } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";
import { USER_TARGET } from "../references/targets.ts";
import type { Rejection } from "../rejection.ts";
import type { IdDirectory } from "../relation.ts";
import type { Row } from "../row.ts";
import { type Naming, findIds, missingNamed, referencesOf } from "../write/resolve-relations.ts";
import type { ZendeskTicket } from "../../zendesk/resources/tickets.ts";

type TicketDraft = Draft<ZendeskTicket>;
type Comment = Readonly<Record<string, unknown>>;

/** The people whom a ticket names in lists and comments. */
export class TicketPeople {
  readonly #users: IdDirectory;
  /** Why a row is rejected that names a user who does not exist. */
  readonly #missing = new WeakMap<Row, Rejection>();

  constructor(users: IdDirectory) {
    this.#users = users;
  }

  /** Replaces what the records name by ids. A comment without an author is written by the connector's own user. */
  async resolve(
    drafts: readonly TicketDraft[],
    ownId: () => Promise<ZendeskId>,
    context: WriteContext,
  ): Promise<readonly TicketDraft[]> {
    const namings = new Map(drafts.map((draft) => [draft, namingsOf(draft)]));
    const all = [...namings.values()].flatMap((own) => [...own.values()]);
    const ids = await findIds(all, { references: this.#users }, context);
    const own = drafts.some(({ values }) => commentsIn(values).length > 0) ? await ownId() : undefined;
    return drafts.map((draft) => {
      const named = namings.get(draft) ?? new Map<unknown, Naming>();
      this.#note(
        draft.row,
        [...new Set(named.values())].filter((naming) => !ids.has(naming)),
      );
      const idOf = (given: unknown): ZendeskId | undefined => ids.get(named.get(given) ?? UNNAMED);
      return { ...draft, values: withIds(draft.values, idOf, own) };
    });
  }

  missingFor(row: Row): Rejection | undefined {
    return this.#missing.get(row);
  }

  #note(row: Row, missing: readonly Naming[]): void {
    if (missing.length === 0) this.#missing.delete(row);
    else this.#missing.set(row, combineRejections(missing.map((naming) => missingNamed(naming, USER_TARGET))));
  }
}

const UNNAMED: Naming = { column: "", references: [] };

/** By what the record contains: a separate object for each person. */
function namingsOf({ values }: TicketDraft): ReadonlyMap<unknown, Naming> {
  const ccs = peopleIn(values["email_ccs"]).map((given) => namingOf("email_ccs", given));
  const authors = commentsIn(values).flatMap(({ column, comment }) => {
    if (comment["author"] !== undefined) return [namingOf(column, comment["author"])];
    return comment["author_id"] === undefined ? [] : [namingOf(column, comment, { id: comment["author_id"] })];
  });
  return new Map([...ccs, ...authors]);
}

function namingOf(column: string, given: unknown, keys = given): readonly [unknown, Naming] {
  return [given, { column, references: referencesOf(keys) }];
}

function peopleIn(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

function commentsIn(values: Draft["values"]): readonly { readonly column: string; readonly comment: Comment }[] {
  return ["comment", "comments"].flatMap((column) => {
    const value = values[column];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.filter(isJsonObject).map((comment) => ({ column, comment }));
  });
}

function withIds(
  values: Draft["values"],
  idOf: (given: unknown) => ZendeskId | undefined,
  own: ZendeskId | undefined,
): Draft["values"] {
  const { comment, comments, email_ccs: ccs } = values;
  const authored = (given: Comment): Comment => {
    const { author, ...parts } = given;
    return { ...parts, author_id: idOf(author ?? given) ?? own };
  };
  return {
    ...values,
    ...(isJsonObject(comment) && { comment: authored(comment) }),
    ...(Array.isArray(comments) && { comments: comments.filter(isJsonObject).map(authored) }),
    ...(Array.isArray(ccs) && { email_ccs: ccs.flatMap((each) => idOf(each) ?? []) }),
  };
}
