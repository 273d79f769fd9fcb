import type { WrittenEffect } from "airbyte-cdk-typescript";
import type { FieldDefinition } from "../fields/field-definition.ts";
import type { StandardField } from "../fields/standard-user-fields.ts";
import type { Rejection } from "./rejection.ts";
import type { ZendeskApi } from "../zendesk/zendesk-api.ts";
import type { DeletionAllowance } from "./deletion-allowance.ts";

export type WriteMode = "upsert" | "insert" | "update" | "delete";

/** A record in the object's own columns, flat: `{"name": …, "user_fields.plan": …}`. Null empties the field. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** The column, and the value in it, by which a record finds what it is about. */
export interface RecordKey {
  readonly column: string;
  readonly value: string;
}

/** One row to write. */
export interface Row {
  readonly key: RecordKey;
  readonly values: FieldValues;
  /** Texts that two rows of the same thing share at least one of, keys that are not sent included. */
  readonly identities: readonly string[];
  /** Of the values as JSON. */
  readonly byteLength: number;
}

export type Outcome = WrittenOutcome | { readonly kind: "rejected"; readonly rejection: Rejection } | UnknownOutcome;

/** What became of the row is open: it is to be sent again. `why` is fit for people. */
export type UnknownOutcome = SilentOutcome | UnsettledOutcome;

/** The row was submitted, and Zendesk did not say what became of it: it may be written. */
interface SilentOutcome {
  readonly kind: "unknown";
  readonly cause: "silent";
  readonly why: string;
}

interface UnsettledOutcome {
  readonly kind: "unknown";
  /**
   * `job_failed`: the row's job failed or was killed as a whole, and may have written some of its rows. `refused`: a
   * request about the row, a look-up included, was refused for its content, so nothing was written. `lost_race`: another
   * write was in the way, so nothing was written and nothing is wrong with the row.
   */
  readonly cause: "job_failed" | "refused" | "lost_race";
  readonly why: string;
  /** What to say when it stays so for the row alone. */
  readonly rejection: Rejection;
}

/** Whether the row may be in Zendesk all the same. */
export function mayBeWritten({ cause }: UnknownOutcome): boolean {
  return cause === "silent" || cause === "job_failed";
}

/** A field of a thing in Zendesk that a record would change. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface WrittenOutcome {
  readonly kind: "written";
  readonly effect: WrittenEffect;
  /** Of the thing in Zendesk, where the job's result or a look-up named it. Several records may end in one thing. */
  readonly zendeskId?: number | undefined;
  /** In a rehearsal: what would change. */
  readonly changes?: readonly FieldChange[];
  /** In a rehearsal: another user may have the record's e-mail address. */
  readonly isOwnerUnknown?: boolean;
}

export interface WriteRequest {
  readonly rows: readonly Row[];
  readonly mode: WriteMode;
  readonly api: ZendeskApi;
  /** Ends waiting. */
  readonly signal: AbortSignal;
  /** Whether the row was submitted before, so that it may be in Zendesk already. */
  readonly wasSubmitted: (row: Row) => boolean;
  /** How many things the sync may still delete. */
  readonly deletions: DeletionAllowance;
  /** Tells people, in names of fields and numbers only. */
  readonly warn: (message: string) => void;
}

/** A kind of thing in Zendesk that records are written to. */
export interface ZendeskObject {
  /** `users`, `custom_objects/order` */
  readonly name: string;
  /** Columns that may be chosen to find the thing that a record is about. */
  readonly matchingKeys: readonly string[];
  /** Columns that identify a record when no key is chosen, the first that a record has. */
  readonly naturalKeys: readonly string[];
  readonly modes: readonly WriteMode[];
  /** Columns without which nothing can be created. */
  readonly requiredToCreate: readonly string[];
  /** Columns that every account has. */
  readonly columns: Readonly<Record<string, StandardField>>;
  /** Columns that this connector knows but does not write, unless one is the matching key; each with the reason. */
  readonly unwritten: ReadonlyMap<string, string>;
  /** Columns that a null never empties, whatever `null_handling` says. */
  readonly neverCleared: ReadonlySet<string>;
  /** Custom fields are columns `<prefix>.<key>`. */
  readonly customFieldPrefix: string;
  /** The account's custom fields, inactive ones included. */
  fields(api: ZendeskApi): Promise<readonly FieldDefinition[]>;
  /** The identities of a row with these values. */
  identities(values: FieldValues): readonly string[];
  /** Whether two records of the same thing may go out as one row. */
  mergeable(earlier: Row, later: Row): boolean;
  /**
   * Writes at most 100 rows, or finds out what writing them would do; one outcome a row, in order. Throws what concerns
   * the whole account.
   */
  write(request: WriteRequest): Promise<readonly Outcome[]>;
  /** What to tell people at the end of the sync, in names of fields and numbers only. */
  notices(): readonly string[];
}
