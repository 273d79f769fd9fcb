import { readReferences } from "../references/read-references.ts";
import type { Rejection } from "../rejection.ts";
import type { Row } from "../row.ts";
import type { Refusal } from "../write/explain/request-in-parts.ts";
import { MEMBER_OF, MEMBER_OF_ALL } from "./columns/user-columns.ts";
import type { FollowUp } from "./user-payload.ts";

const MOST_ORGANIZATIONS = MEMBER_OF_ALL.maxItems;
/** A record may name hundreds. */
const MOST_LISTED = 10;

export function refusedTags({ said, ...refusal }: Refusal): Rejection {
  return rejectionFor("tags", refusal, `Zendesk refused the tags: ${said}. Correct them and send the record again.`);
}

/** What was left to do depends on what Zendesk holds. */
export function unseenUser(field: string | undefined, { said, ...refusal }: Refusal): Rejection {
  const message = `Zendesk refused to return the user, so the record's tags and organizations may be missing: ${said}. Send the record again.`;
  return rejectionFor(field, refusal, message);
}

/** `held`: how many organizations the user is in, if that is known. */
export function refusedOrganizations(
  row: Row,
  ids: readonly number[],
  held: number | undefined,
  { said, ...refusal }: Refusal,
): Rejection {
  const message = `Zendesk refused to add the user to ${organizationsWith(ids)}: ${said}. ${adviceFor(held)}`;
  return rejectionFor(organizationColumn(row), refusal, message);
}

export function missingOrganizations(row: Row, ids: readonly number[], { zendesk }: Refusal): Rejection {
  const were = ids.length === 1 ? "was" : "were";
  const message = `${organizationsWith(ids)} ${were} deleted in Zendesk in the meantime. Create what is missing there, or correct the record.`;
  return rejectionFor(organizationColumn(row), { reason: "not_found", zendesk }, message);
}

/** The column of the record that could not be written. */
export function columnNaming(row: Row, { tags }: FollowUp): string | undefined {
  return tags === undefined ? organizationColumn(row) : "tags";
}

function organizationColumn({ values }: Row): string | undefined {
  return [MEMBER_OF_ALL, MEMBER_OF].flatMap((relation) => readReferences(values, relation))[0]?.column;
}

function rejectionFor(field: string | undefined, rest: Pick<Rejection, "reason" | "zendesk">, why: string): Rejection {
  return {
    reason: rest.reason,
    field,
    message: `The user's other values are written, but ${why}`,
    zendesk: rest.zendesk,
  };
}

function organizationsWith(ids: readonly number[]): string {
  if (ids.length === 1) return `the organization with the id ${ids[0]}`;
  const others = ids.length - MOST_LISTED;
  const listed = ids.slice(0, MOST_LISTED).join(", ");
  return `the organizations with the ids ${listed}${others > 0 ? ` and ${others} others` : ""}`;
}

/** To replace organizations ends memberships, so only a user who has a single one is moved. */
function adviceFor(held: number | undefined): string {
  if (held !== undefined && MOST_ORGANIZATIONS !== undefined && held >= MOST_ORGANIZATIONS) {
    return `A user can be in at most ${MOST_ORGANIZATIONS} organizations. Remove the user from others, or correct the record.`;
  }
  return held === 1
    ? "If your account allows only one organization per user, set organization_mode to replace to move the user, or correct the record."
    : "Correct the record and send it again.";
}
