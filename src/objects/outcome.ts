import type { WrittenEffect } from "airbyte-cdk-typescript";
import type { Rejection } from "./rejection.ts";

/** What an attempt to write a row has led to. */
export type Outcome = WrittenOutcome | RejectedOutcome | UndecidedOutcome;

export interface RejectedOutcome {
  readonly kind: "rejected";
  readonly rejection: Rejection;
  /** What the row has done before its follow-up was refused. */
  readonly done?: WrittenOutcome;
}

/** What the row has certainly done. */
export function doneBy(outcome: Outcome): WrittenOutcome | undefined {
  if (outcome.kind === "written") return outcome;
  return outcome.kind === "rejected" ? outcome.done : undefined;
}

/** The attempt has not decided what becomes of the row, so the row is sent again. `why` is for people to read. */
export type UndecidedOutcome = UnreportedOutcome | UnsentOutcome | RetryableOutcome;

/** The row was submitted, or may have been, and Zendesk did not report what happened to it: it may be written. */
interface UnreportedOutcome {
  readonly kind: "undecided";
  readonly cause: "unreported";
  readonly why: string;
}

/** The sync ends before the row is sent, so the next sync sends it. */
interface UnsentOutcome {
  readonly kind: "undecided";
  readonly cause: "not_sent";
  readonly why: string;
}

interface RetryableOutcome {
  readonly kind: "undecided";
  /**
   * `job_failed`: the row's job failed or was killed as a whole, and may have written some of its rows. `refused`: a
   * request about the row, a look-up included, was refused for its content, so nothing was written. `lost_race`: another
   * write was in the way, so nothing was written and nothing is wrong with the row. `not_indexed`: likewise, but Zendesk's
   * search has to find what is in the way first. `rate_limited`: likewise, but the thing has been updated too often.
   */
  readonly cause: "job_failed" | "refused" | "lost_race" | "not_indexed" | "rate_limited";
  readonly why: string;
  /** The rejection if the row also fails when sent alone. */
  readonly rejection: Rejection;
}

/** Whether Zendesk refused the row for a reason that is unknown so far. */
export function hasUnexplainedRejection(outcome: Outcome): outcome is RejectedOutcome {
  return outcome.kind === "rejected" && outcome.rejection.reason === "zendesk_error";
}

/** Whether the row may be in Zendesk anyway. */
export function mayBeWritten({ cause }: UndecidedOutcome): boolean {
  return cause === "unreported" || cause === "job_failed";
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
  /** The id of the thing in Zendesk, if a job's result or a look-up gave it. Several records may be about one thing. */
  readonly zendeskId?: ZendeskId | undefined;
  /** In a dry run, or for the change log: what would change, or has changed. */
  readonly changes?: readonly FieldChange[];
  /** For the change log: why the changes are not certain. */
  readonly doubt?: Doubt;
  /** In a dry run: something else in Zendesk may have one of the record's keys. */
  readonly hasUncheckedKey?: boolean;
  /** In a dry run: why Zendesk may refuse the deletion, which was not checked, as the summary says it. */
  readonly uncheckedDeletion?: string;
}

/**
 * Why it is not certain what a record has changed. `not_read`: what Zendesk updated was not read before. `sent_before`: it was
 * read after the record may already have been written. `outcome_unknown`: the sync ended before Zendesk said whether the
 * record was written. `partly_refused`: Zendesk refused a part of the record.
 */
type Doubt = "not_read" | "sent_before" | "outcome_unknown" | "partly_refused";

/** Most ids are numbers. Those of custom object records are text. */
export type ZendeskId = number | string;
