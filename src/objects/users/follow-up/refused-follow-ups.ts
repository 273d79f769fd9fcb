import { namedByIds } from "../../../text/named-by-ids.ts";
import { readReferences } from "../../references/read-references.ts";
import type { Rejection } from "../../rejection.ts";
import type { Row } from "../../row.ts";
import type { Refusal } from "../../write/explain/refusal.ts";
import { partlyRefused } from "../../write/explain/rejections.ts";
import type { UnseenRow } from "../../write/read-written.ts";
import { MEMBER_OF, MEMBER_OF_ALL } from "../columns/user-columns.ts";
import { USERS } from "../user-keys.ts";
import type { UserFollowUp } from "../columns/dependent-values.ts";

const MAX_ORGANIZATIONS = MEMBER_OF_ALL.maxItems;

/** The follow-up depends on what Zendesk holds. Undefined for an address, which is written anyway. */
export function rejectUnseen({ followUp, refusal, row }: UnseenRow<UserFollowUp>): Rejection | undefined {
  if (followUp.tags === undefined && followUp.organizationIds === undefined) return undefined;
  const field = followUp.tags === undefined ? organizationColumn(row) : "tags";
  const why = `Zendesk refused to return the user, so the record's tags and organizations may be missing: ${refusal.said}. Send the record again.`;
  return partlyRefused(USERS, { ...refusal, field }, why);
}

/** `held`: how many organizations the user is in, if that is known. */
export function refusedOrganizations(
  row: Row,
  ids: readonly number[],
  held: number | undefined,
  refusal: Refusal,
): Rejection {
  const why = `Zendesk refused to add the user to ${namedByIds("organization", ids)}: ${refusal.said}. ${adviceFor(held)}`;
  return partlyRefused(USERS, { ...refusal, field: organizationColumn(row) }, why);
}

export function missingOrganizations(row: Row, ids: readonly number[], { zendesk }: Refusal): Rejection {
  const were = ids.length === 1 ? "was" : "were";
  const why = `${namedByIds("organization", ids)} ${were} deleted in Zendesk in the meantime. Create what is missing there, or correct the record.`;
  return partlyRefused(USERS, { reason: "not_found", field: organizationColumn(row), zendesk }, why);
}

/** The column of the record that could not be written. */
function organizationColumn({ values }: Row): string | undefined {
  return [MEMBER_OF_ALL, MEMBER_OF].flatMap((relation) => readReferences(values, relation))[0]?.column;
}

/** To replace organizations ends memberships, so only a user who has a single one is moved. */
function adviceFor(held: number | undefined): string {
  if (held !== undefined && MAX_ORGANIZATIONS !== undefined && held >= MAX_ORGANIZATIONS) {
    return `A user can be in at most ${MAX_ORGANIZATIONS} organizations. Remove the user from others, or correct the record.`;
  }
  return held === 1
    ? "If your account allows only one organization per user, set organization_mode to replace to move the user, or correct the record."
    : "Correct the record and send it again.";
}
