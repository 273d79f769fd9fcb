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
  const existing = await whichExist(
    refused.map(([row]) => row),
    request,
  );
  for (const [row, outcome] of refused) {
    const exists = existing.get(row);
    if (exists === undefined) continue;
    if (request.mode === "insert") outcomes.set(row, refusedInsert(row, outcome, exists, request));
    else if (!exists) outcomes.set(row, withReason(outcome, missingName()));
  }
}

/** Whether each row's user exists. A key that cannot be looked up is missing here, and stays unexplained alone. */
async function whichExist(rows: readonly Row[], request: WriteRequest): Promise<ReadonlyMap<Row, boolean>> {
  if (rows.length === 0) return new Map();
  const users = await orRefused(findUsers(rows, request));
  if ("found" in users) return new Map(rows.map((row) => [row, users.found.has(row)]));
  if (rows.length === 1) return new Map();
  const half = Math.ceil(rows.length / 2);
  const first = await whichExist(rows.slice(0, half), request);
  return new Map([...first, ...(await whichExist(rows.slice(half), request))]);
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
