import type { FieldDefinition } from "../fields/field-definition.ts";
import type { Column } from "../fields/column.ts";
import type { JobAction, RowResult } from "../zendesk/jobs/job-results.ts";
import type { ZendeskApi } from "../zendesk/zendesk-api.ts";
import type { DeletionAllowance } from "./deletion-allowance.ts";
import type { FieldChange, Outcome, ZendeskId } from "./outcome.ts";
import type { Dependency } from "./dependency.ts";
import type { Rejection } from "./rejection.ts";
import type { IdDirectory, Imagined, Relation } from "./relation.ts";
import type { RequestContext } from "./request-context.ts";
import type { ListMode } from "./list-mode.ts";
import type { FieldValues, Row, WriteMode } from "./row.ts";

/** What is done to a thing in Zendesk. */
export type WriteAction = JobAction;

/** A thing as Zendesk holds it, with all of its fields. */
export interface Held {
  readonly id: ZendeskId;
  readonly [field: string]: unknown;
}

/** A row on its way: its values with every reference resolved, and what Zendesk holds, if that was looked up. */
export interface Draft<H extends Held = Held> {
  readonly row: Row;
  readonly values: FieldValues;
  /** Undefined: Zendesk has no such thing, or it was not looked up. */
  readonly held: H | undefined;
  /** An upsert that is sent as an update. Like every upsert, it writes its key as spelled in the record. */
  readonly isUpsert?: true;
}

/** A draft whose thing was found. */
export interface FoundDraft<H extends Held = Held> extends Draft<H> {
  readonly held: H;
}

/** What the rows of a batch share. */
export interface WriteContext extends RequestContext {
  readonly mode: WriteMode;
  /** Whether the row was submitted before, so that it may already be in Zendesk. */
  readonly wasSubmitted: (row: Row) => boolean;
  /** How many things the sync may still delete. */
  readonly deletions: DeletionAllowance;
  /** Warns people, using only names of fields and numbers. */
  readonly warn: (message: string) => void;
}

/** The context in which a batch is compared with what Zendesk holds. */
export interface EnrichmentContext extends RequestContext {
  readonly mode: WriteMode;
  /** Whether the drafts will be compared with what Zendesk holds. */
  readonly isCompared: boolean;
  /** Whether people are shown what would change. */
  readonly areChangesShown: boolean;
}

/** The context in which a dry run looks ahead. */
export interface ForesightContext extends RequestContext {
  readonly mode: WriteMode;
  /** What the dry run would have made of the thing with this identity, by the records before. */
  readonly imagined: (identity: string) => Imagined;
}

/** What becomes of a row, as far as that depends on who has its keys. */
export interface Foreseen<H extends Held = Held> {
  /** With what Zendesk would write the row to. */
  readonly draft: Draft<H>;
  /** Something else has one of the row's keys. */
  readonly rejection?: Rejection;
  /** It was not looked up whether something else has one of the row's keys. */
  readonly hasUncheckedKey?: true;
}

/** The content of a row's request, and its follow-up: what can only be written once the row is. */
export interface Payload<FollowUp = unknown> {
  readonly body: Readonly<Record<string, unknown>>;
  readonly followUp?: FollowUp | undefined;
}

/** A row that was sent, and what Zendesk said about it. */
export interface SentRow<FollowUp = unknown> {
  readonly row: Row;
  readonly outcome: Outcome;
  /** The id of what was written or should be. */
  readonly heldId?: ZendeskId | undefined;
  readonly followUp?: FollowUp | undefined;
}

/** A written row with a follow-up. */
export interface FollowUpRow<FollowUp = unknown> {
  readonly row: Row;
  readonly heldId: ZendeskId;
  readonly followUp: FollowUp;
}

/** Why a follow-up is not done: Zendesk did not say whether it is, or refused it. */
export type FollowUpFailure = "unknown" | Rejection;

export interface BulkEndpoint {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** Whether doing it twice is the same as doing it once. */
  readonly isRepeatable: boolean;
  encode(bodies: readonly Payload["body"][]): {
    /** JSON text. */
    readonly body?: string;
    readonly query?: Readonly<Record<string, string>>;
  };
}

/** Several things have the key, or only things whose key differs in case: it is unclear which one is meant. */
export const AMBIGUOUS = Symbol("ambiguous");

/** What a key finds. */
export type Found<H extends Held = Held> = H | typeof AMBIGUOUS;

/**
 * How rows are sent: to one bulk endpoint, or to one for each column that rows may be matched by. `oneByOne`:
 * Zendesk has no bulk endpoint, so `quirks.submit` sends each row in a request of its own, such as this one.
 */
type ActionRoute =
  | BulkEndpoint
  | { readonly byKey: ReadonlyMap<string, BulkEndpoint> }
  | { readonly oneByOne: Pick<BulkEndpoint, "method" | "path"> };

/** A column, or several together, by which a record finds its thing. */
export interface Key<H extends Held = Held> {
  readonly column: string;
  /** Whether records are matched by it if no key is chosen. Zendesk's own id is not. */
  readonly isNatural: boolean;
  /**
   * The columns that make up the key together, if it is more than one column. Its value is then a JSON array of their
   * texts, in this order.
   */
  readonly parts?: readonly string[];
  /** Whether `A` and `a` are different keys. For users and organizations, case is ignored. */
  readonly isCaseSensitive?: true;
  /** Whether it finds exact matches only, although records whose keys differ only in case are kept in order. */
  readonly findsExactly?: true;
  /** What each of the values finds. Everything returned really has the key, whatever a search said. */
  find(values: readonly string[], context: RequestContext): Promise<ReadonlyMap<string, Found<H>>>;
  /** Which of the values find something, where that takes fewer requests than what they find. */
  whichExist?(values: readonly string[], context: RequestContext): Promise<ReadonlySet<string>>;
  /** Whether only a search can find the value: one request each, in an index that lags, so absence proves nothing. */
  isSearched?(value: string): boolean;
}

export interface CustomFields {
  /** Custom fields are columns `<prefix>.<key>`. Zendesk has them in a property of this name. */
  readonly prefix: string;
  /** How Zendesk writes them: as an object by key, or as a list of `{"id": <key>, "value": …}`. */
  readonly shape: "object" | "list";
  /** The account's custom fields, including inactive ones. */
  list(api: ZendeskApi): Promise<readonly FieldDefinition[]>;
}

/**
 * A kind of thing in Zendesk that records are written to. An object declares what it is; `write/` looks up, decides,
 * sends and accounts for every row.
 */
export interface ObjectType<H extends Held = Held, FollowUp = unknown> {
  /** `users`, `custom_objects/order` */
  readonly name: string;
  readonly noun: { readonly one: string; readonly many: string };
  /** What an agent's role must allow; continues "the role must let the agent …". */
  readonly permission: string;
  /** Columns that every account has. */
  readonly columns: Readonly<Record<string, Column>>;
  /** Columns that this connector knows but does not write, except as the matching key; each with the reason. */
  readonly unwritten: ReadonlyMap<string, string>;
  /** Columns that a null never empties, whatever `null_handling` says, besides keys and lists that are not replaced (`isClearable`). */
  readonly neverCleared?: ReadonlySet<string>;
  /** Columns required to create a thing: one of each list. An `_id` also stands for the columns that refer to the thing. */
  readonly requiredToCreate: readonly (readonly [string, ...string[]])[];
  /** Absent: Zendesk has no custom fields for them. */
  readonly customFields?: CustomFields;
  /**
   * Columns whose effect depends on what Zendesk holds, so that two records with one of them are two steps and never sent as
   * one row. Absent: no two records are.
   */
  readonly stepwise?: readonly string[];
  /** Columns whose lists are extended, replaced or reduced, depending on the setting. Zendesk itself replaces them. */
  readonly lists?: { readonly columns: readonly string[]; readonly mode: ListMode };
  /** Natural keys in order of preference. One of the others is usually Zendesk's own `id`. */
  readonly keys: readonly Key<H>[];
  /**
   * Zendesk refuses to create a second thing with the same key. What a look-up for a record that refers to it did not find need
   * not be looked up again to be created.
   */
  readonly hasUniqueKeys?: true;
  /**
   * Its records have nothing but their key: one that exists needs nothing written, and Zendesk refuses to create it twice.
   * That refusal costs less than a look-up.
   */
  readonly isKeyOnly?: true;
  /** What can be done to its things, from which the modes follow. Without `upsert`, rows are looked up, then created or updated. */
  readonly actions: Readonly<Partial<Record<WriteAction, ActionRoute>>>;
  /**
   * Which of the account's bulk jobs may be this connector's own. Zendesk's `job_type` is free text, such as "Bulk Create Ticket" or
   * "Bulk Delete Organization". Deletions of users read "Bulk Update User". Absent: nothing of it is written in bulk.
   */
  readonly jobType?: RegExp;
  /** What its records may refer to. Ids are put in place before anything is looked up or sent. */
  readonly relations?: readonly Relation[];
  /** The directory of this object's ids. Entries for things that this sync writes are dropped. */
  readonly directory?: IdDirectory;
  /** Objects that its records may refer to. Their queues go first, and a record waits while what it refers to is being written. */
  readonly writtenAfter?: readonly string[];
  /** A row in the form that the action's request accepts. An update gets the id of what was found. */
  payload(draft: Draft<H>, action: Exclude<WriteAction, "delete">): Payload<FollowUp>;
  /** For an object that differs between accounts: what it is in this one. Throws `ConfigError` if the account lacks it. */
  inAccount?(api: ZendeskApi): Promise<ObjectType>;
  /** Columns that are keys in other accounts, each with the reason why not in this one, which continues a sentence. */
  readonly unfitKeys?: ReadonlyMap<string, string>;
  /** Why none of its things may be deleted, as whole sentences; undefined: they may be. */
  whyUndeletable?(api: ZendeskApi): Promise<string | undefined>;
  readonly quirks?: Quirks<H, FollowUp>;
}

/** What is odd about an object. Each object declares only what applies to it. */
interface Quirks<H extends Held = Held, FollowUp = unknown> {
  /** What its records refer to in other ways than by relations and lookup fields, or need for what they refer to. */
  alsoDependsOn?(values: FieldValues): readonly Dependency[];
  /** What others may depend on that a record brings about, besides its own thing. */
  alsoWrites?(values: FieldValues): readonly string[];
  /** What else must hold for two records of the same thing to be sent as one row, besides what `areMergeable` says. */
  mergeable?(earlier: Row, later: Row): boolean;
  /** Drops keys that must not be sent together with the chosen one. */
  withKey?(values: FieldValues, matchingKey: string, mode: WriteMode): KeyedValues;
  /** Whether an upsert depends on what Zendesk currently holds. */
  needsHeld?(row: Row): boolean;
  /** Reads what else must be known about the things that were found, and leaves out values that they already have. */
  enrich?(drafts: readonly Draft<H>[], context: EnrichmentContext): Promise<readonly Draft<H>[]>;
  /** The ids of the users in it, whom its deletion would affect; undefined: there are too many to list. */
  members?(held: H, context: RequestContext): Promise<readonly ZendeskId[] | undefined>;
  /** Why a thing can no longer be changed. Rows that would change nothing count as unchanged, others are rejected. */
  whyFrozen?(held: H): Rejection | undefined;
  /** Rows that must not be written, whatever Zendesk allows. Throws if that cannot be determined. */
  refuse?(drafts: readonly Draft<H>[], context: WriteContext): Promise<ReadonlyMap<Row, Rejection>>;
  /** Whether Zendesk already holds the value; undefined: compare the two as they are. */
  holds?(draft: FoundDraft<H>, column: string, value: unknown): boolean | undefined;
  /**
   * Columns that Zendesk's answer does not show, or shows only in part. They are left out when an insert that is sent again
   * is compared with what the search found. For any other comparison, `holds` decides.
   */
  readonly unseen?: readonly string[];
  /** For people: what writing the value would change; undefined: from the held value to this one. */
  changes?(draft: FoundDraft<H>, column: string, value: unknown): readonly FieldChange[] | undefined;
  /** In a dry run: what becomes of the rows whose keys may be something else's. Rows that are not concerned are left out. */
  foresee?(drafts: readonly Draft<H>[], context: ForesightContext): Promise<ReadonlyMap<Row, Foreseen<H>>>;
  /** In a dry run: whether the record has a key that something else may have, without looking it up. */
  hasUncheckedKey?(draft: Draft<H>): boolean;
  /** In a dry run: why Zendesk may refuse a deletion, which is not checked; continues "deletions not checked: 2 records, ". */
  readonly uncheckedDeletion?: string;
  /** Sends rows, in bulk with `inBulk` or otherwise. */
  submit?(
    action: WriteAction,
    drafts: readonly Draft<H>[],
    context: WriteContext,
    inBulk: SubmitInBulk<H, FollowUp>,
  ): Promise<readonly SentRow<FollowUp>[]>;
  /** Follows up rows that were just written. Returns those whose follow-up is not done. */
  followUp?(rows: readonly FollowUpRow<FollowUp>[], context: WriteContext): Promise<ReadonlyMap<Row, FollowUpFailure>>;
  /** Follows up deletions, and says why rows were not deleted. Returns the outcomes that change. */
  followUpDeletions?(
    outcomes: ReadonlyMap<Row, Outcome>,
    drafts: readonly Draft<H>[],
    context: WriteContext,
  ): Promise<ReadonlyMap<Row, Outcome>>;
  /** The rejection for what Zendesk says about a failed row; undefined: the one that all objects share. */
  rejectionOf?(failed: RowResult & { kind: "failed" }, mode: WriteMode): Rejection | undefined;
  /** The rows of a batch have their outcomes. */
  noteOutcomes?(outcomes: ReadonlyMap<Row, Outcome>): void;
  /** Warnings for the end of the sync, using only names of fields and numbers. */
  notices?(): readonly string[];
}

export interface KeyedValues {
  readonly values: FieldValues;
  /** A warning, given once; continues "The stream "…"". */
  readonly warning?: string;
}

export type SubmitInBulk<H extends Held = Held, FollowUp = unknown> = (
  action: WriteAction,
  drafts: readonly Draft<H>[],
) => Promise<readonly SentRow<FollowUp>[]>;
