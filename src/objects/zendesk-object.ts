import type { WrittenEffect } from "airbyte-cdk-typescript";
import type { Rejection } from "../rejects/rejection.ts";
import type { ZendeskApi } from "../zendesk/zendesk-api.ts";

export type WriteMode = "upsert" | "insert" | "update" | "delete";

/** A record in the object's own columns, flat: `{"name": …, "user_fields.plan": …}`. Holds no nulls. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** One row of a bulk request. */
export interface Row {
  readonly values: FieldValues;
  /** The row as Zendesk takes it, serialised once. */
  readonly json: string;
  /** Of `json` in UTF-8. */
  readonly byteLength: number;
}

/** What became of one row. `unknown`: Zendesk has not said; the row is to be sent again or looked up. */
export type Outcome =
  | { readonly kind: "written"; readonly effect: WrittenEffect }
  | { readonly kind: "rejected"; readonly rejection: Rejection }
  | { readonly kind: "unknown"; readonly why: string; readonly rejection: Rejection };

/** A kind of thing in Zendesk that records are written to. */
export interface ZendeskObject {
  /** `users`, `custom_objects/order` */
  readonly name: string;
  /** Columns that may be chosen to find the thing that a record is about. */
  readonly matchingKeys: readonly string[];
  /** Columns that identify a record when no key is chosen, the first that a record has. */
  readonly naturalKeys: readonly string[];
  readonly modes: readonly WriteMode[];
  /** Columns that are written as they are. */
  readonly columns: ReadonlySet<string>;
  /** Columns that this connector knows but does not write, each with the reason. */
  readonly unwritten: ReadonlyMap<string, string>;
  /** Custom fields are columns `<prefix>.<key>`. */
  readonly customFieldPrefix: string;
  /** Texts that two records of the same thing share at least one of. */
  identities(values: FieldValues): readonly string[];
  /** Whether two records of the same thing may go out as one row. */
  mergeable(earlier: FieldValues, later: FieldValues): boolean;
  toRow(values: FieldValues): Row;
  /** Writes at most 100 rows; one outcome a row, in order. */
  write(rows: readonly Row[], mode: WriteMode, api: ZendeskApi, signal: AbortSignal): Promise<readonly Outcome[]>;
}
