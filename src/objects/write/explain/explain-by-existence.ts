import { withArticle } from "../../../text/with-article.ts";
import { keyNamed } from "../../keys.ts";
import type { ObjectType, SentRow, WriteContext } from "../../object-type.ts";
import type { Outcome } from "../../outcome.ts";
import type { RejectedReason, Rejection } from "../../rejection.ts";
import type { Row } from "../../row.ts";
import { isSearched, whichRowsExist } from "../../find/find-rows.ts";
import { requestInParts } from "./request-in-parts.ts";
import { alreadyExists, duplicateValue, missingField } from "./rejections.ts";

/**
 * Whether the thing of a failed row exists explains most failures: it exists already, or it does not exist and the record
 * cannot create it.
 */
export async function explainByExistence(
  outcomes: Map<Row, Outcome>,
  sent: readonly SentRow[],
  object: ObjectType,
  context: WriteContext,
): Promise<void> {
  const failed = [...outcomes].filter(([row, outcome]) => isUnexplained(row, outcome, object, context));
  const existing = await whichExist(
    failed.flatMap(([row, outcome]) => (isKnownToExist(outcome, object, context) ? [] : [row])),
    object,
    context,
  );
  const wasFound = new Set(sent.filter(({ heldId }) => heldId !== undefined).map(({ row }) => row));
  for (const [row, outcome] of failed) {
    const exists = existing.get(row);
    const isNew = exists === true && !wasFound.has(row);
    outcomes.set(row, explain({ row, outcome, exists, isNew }, object, context));
  }
}

/** Whether each row's thing exists. A key that cannot be looked up is missing here; only its row stays unexplained. */
async function whichExist(
  rows: readonly Row[],
  object: Pick<ObjectType, "keys" | "directory">,
  context: WriteContext,
): Promise<ReadonlyMap<Row, boolean>> {
  if (rows.length === 0) return new Map();
  const answers = await requestInParts(rows, (part) => whichRowsExist(object, part, context));
  return new Map(
    answers.flatMap((answer) =>
      "found" in answer ? answer.items.map((row) => [row, answer.found.has(row)] as const) : [],
    ),
  );
}

function isUnexplained(row: Row, outcome: Outcome, object: ObjectType, { mode, wasSubmitted }: WriteContext): boolean {
  const reason = reasonOf(outcome);
  if (mode === "insert") {
    const isDoubtful = reason === "already_exists" && (wasSubmitted(row) || mayBlameOther(row, outcome, object));
    return reason === "zendesk_error" || isDoubtful;
  }
  if (mode !== "upsert") return false;
  // If an upsert is a look-up and a creation, another writer may have come in between.
  if (!object.actions.upsert || object.isKeyOnly) return reason === "zendesk_error" || reason === "duplicate_value";
  return reason === "zendesk_error" && missingField(row.values, object) !== undefined;
}

/** Whether something else may have another key of the record. A search may just not find the record's own thing yet. */
function mayBlameOther(row: Row, outcome: Outcome, object: ObjectType): boolean {
  const field = outcome.kind === "rejected" ? outcome.rejection.field : undefined;
  return !object.isKeyOnly && field !== row.key.column && !isSearched(object, row);
}

/** Nothing but the record's key can be a duplicate. */
function isKnownToExist(outcome: Outcome, { isKeyOnly }: ObjectType, { mode }: WriteContext): boolean {
  return isKeyOnly === true && mode === "upsert" && reasonOf(outcome) === "duplicate_value";
}

interface FailedRow {
  readonly row: Row;
  readonly outcome: Outcome;
  /** Undefined: it cannot be looked up. */
  readonly exists: boolean | undefined;
  /** It exists, and did not exist when the row was sent. */
  readonly isNew: boolean;
}

function explain(failed: FailedRow, object: ObjectType, context: WriteContext): Outcome {
  if (context.mode === "insert") return explainInsert(failed, object, context);
  const { exists, isNew, outcome, row } = failed;
  if (object.isKeyOnly) {
    const isThere = exists === true || isKnownToExist(outcome, object, context);
    return isThere ? { kind: "written", effect: "unchanged" } : outcome;
  }
  if (!object.actions.upsert && isNew) return createdMeanwhile(object);
  if (!object.actions.upsert && isPerhapsTooNew(failed, object)) return notIndexed(object);
  const missing = exists === false ? missingField(row.values, object) : undefined;
  return missing ? withReason(outcome, missing) : outcome;
}

/** Another thing has the row's key, or another key that only a search finds, but the search does not find it yet. */
function isPerhapsTooNew({ outcome, row }: FailedRow, object: ObjectType): boolean {
  if (reasonOf(outcome) !== "duplicate_value" || !isSearched(object, row)) return false;
  const field = outcome.kind === "rejected" ? outcome.rejection.field : undefined;
  if (field === undefined || field === row.key.column) return true;
  return keyNamed(object, field).isSearched?.(String(row.values[field])) === true;
}

/** Once the search finds it, the row that is sent again updates it. */
function notIndexed({ noun }: Pick<ObjectType, "noun">): Outcome {
  return {
    kind: "undecided",
    cause: "not_indexed",
    why: `${withArticle(noun.one)} exists that Zendesk's search does not find yet`,
    rejection: {
      reason: "duplicate_value",
      message:
        `Zendesk has another ${noun.one} with a key of this record, but its search does not find it. ` +
        `Send the record again later, or match ${noun.many} by external_id.`,
    },
  };
}

/** When the row is sent again, it updates the thing. */
function createdMeanwhile({ noun }: Pick<ObjectType, "noun">): Outcome {
  return {
    kind: "undecided",
    cause: "lost_race",
    why: `${withArticle(noun.one)} was created by another writer at the same time`,
    rejection: {
      reason: "duplicate_value",
      message: `The ${noun.one} was created in Zendesk while the record was being written.`,
    },
  };
}

/**
 * A duplicate that the search does not find may be missing from its lagging index, and one that cannot be looked up may
 * be anything. A list does not lag: if it does not contain the record's key, the duplicate is about a different key.
 */
function explainInsert(
  { exists, outcome, row }: FailedRow,
  object: ObjectType,
  { wasSubmitted }: WriteContext,
): Outcome {
  const isDuplicate = reasonOf(outcome) === "already_exists";
  if (exists === false && isDuplicate && mayBlameOther(row, outcome, object)) {
    const field = outcome.kind === "rejected" ? outcome.rejection.field : undefined;
    return withReason(outcome, duplicateValue(field, object.noun));
  }
  if (!wasSubmitted(row)) return exists ? alreadyExists(row, object) : outcome;
  const isUnseen = exists === undefined || isSearched(object, row);
  return exists === true || (isDuplicate && isUnseen) ? perhapsOwn(object) : outcome;
}

/** An insert was sent before, and its thing exists now: this sync may have created it, or someone else. */
function perhapsOwn({ noun }: Pick<ObjectType, "noun">): Outcome {
  return {
    kind: "undecided",
    cause: "unreported",
    why: `the ${noun.one} exists now, but Zendesk does not say whether this sync created it`,
  };
}

function reasonOf(outcome: Outcome): RejectedReason | undefined {
  return outcome.kind === "rejected" ? outcome.rejection.reason : undefined;
}

/** A rejection with another reason. It keeps what Zendesk said. */
function withReason(outcome: Outcome, reason: Rejection): Outcome {
  const zendesk = outcome.kind === "rejected" ? outcome.rejection.zendesk : undefined;
  return { kind: "rejected", rejection: { ...reason, zendesk } };
}
