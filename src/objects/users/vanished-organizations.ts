import type { ZendeskUser } from "../../zendesk/resources/users.ts";
import type { Draft, SentRow, WriteContext } from "../object-type.ts";
import type { Outcome } from "../outcome.ts";
import type { References } from "../references/references.ts";
import { tryRequest } from "../write/refused-request.ts";
import { missingOrganization } from "./user-organizations.ts";

/**
 * An organization may be deleted after its id was looked up, and ids are remembered for a sync. Zendesk refuses the user
 * then, in words that depend on the caller's language, so the organization is looked up again.
 */
export async function explainVanishedOrganizations<Sent extends SentRow>(
  sent: readonly Sent[],
  drafts: readonly Draft<ZendeskUser>[],
  organizations: References,
  context: WriteContext,
): Promise<readonly Sent[]> {
  const idOf = new Map(drafts.map(({ row, values }) => [row, organizationIdOf(values)]));
  const ids = sent.flatMap(({ outcome, row }) => (isRefused(outcome) ? (idOf.get(row) ?? []) : []));
  if (ids.length === 0) return sent;
  const looked = await tryRequest(organizations.missingOf([...new Set(ids)], context));
  if ("refused" in looked) return sent;
  return sent.map((each) => {
    const id = idOf.get(each.row);
    const isGone = id !== undefined && isRefused(each.outcome) && looked.found.has(id);
    return isGone ? { ...each, outcome: VANISHED } : each;
  });
}

/** Sent again, the row finds an organization that has the key by now, or none. */
const VANISHED: Outcome = {
  kind: "unknown",
  cause: "lost_race",
  why: "the organization of a user was deleted while the user was being written",
  rejection: missingOrganization("organization"),
};

function isRefused(outcome: Outcome): boolean {
  return outcome.kind === "rejected" && outcome.rejection.reason === "zendesk_error";
}

function organizationIdOf({ organization_id: id }: Draft["values"]): string | undefined {
  return typeof id === "number" || typeof id === "string" ? String(id) : undefined;
}
