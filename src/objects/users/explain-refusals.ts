import type { Rejection } from "../rejection.ts";
import { orRefused } from "../refused-request.ts";
import type { Outcome, Row, WriteRequest } from "../zendesk-object.ts";
import { alreadyExists } from "./decide.ts";
import { findUsers, isSearched } from "./find-users.ts";
import { missingName } from "./row-outcome.ts";

/** An insert that was sent before, and whose user exists now: this sync may have made the user, or somebody else. */
const PERHAPS_OWN: Outcome = {
  kind: "unknown",
  cause: "silent",
  why: "a user that was inserted exists, but not whether this sync made it",
};

/**
 * Why a row failed is told in the caller's language, but whether its user exists can be seen: an insert of a user who
 * does failed for that, and an upsert without a name of one who does not failed for that.
 */
export async function explainRefusals(outcomes: Map<Row, Outcome>, request: WriteRequest): Promise<void> {
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

function isUnexplained(row: Row, outcome: Outcome, { mode, wasSubmitted }: WriteRequest): boolean {
  const reason = outcome.kind === "rejected" ? outcome.rejection.reason : undefined;
  if (mode === "insert") return reason === "zendesk_error" || (wasSubmitted(row) && reason === "already_exists");
  return mode === "upsert" && reason === "zendesk_error" && row.values["name"] === undefined;
}

/**
 * A duplicate whom the search does not find may only be missing from its index, which lags. One whom the list by
 * external id does not find has another key than the record.
 */
function refusedInsert(row: Row, outcome: Outcome, exists: boolean, { wasSubmitted }: WriteRequest): Outcome {
  if (!wasSubmitted(row)) return exists ? alreadyExists(row) : outcome;
  const isDuplicate = outcome.kind === "rejected" && outcome.rejection.reason === "already_exists";
  return exists || (isDuplicate && isSearched(row)) ? PERHAPS_OWN : outcome;
}

/** A rejection with another reason; what Zendesk said stays with it. */
function withReason(outcome: Outcome, reason: Rejection): Outcome {
  const zendesk = outcome.kind === "rejected" ? outcome.rejection.zendesk : undefined;
  return { kind: "rejected", rejection: { ...reason, zendesk } };
}
