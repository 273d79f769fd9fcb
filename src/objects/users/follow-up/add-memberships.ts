import { membershipsOfUser } from "../../../zendesk/resources/memberships.ts";
import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import type { WriteContext } from "../../object-type.ts";
import type { IdDirectory } from "../../relation.ts";
import type { Row } from "../../row.ts";
import { bulkEndpoint } from "../../write/bulk-endpoints.ts";
import { type FollowUpResult, followUpInBulk } from "../../write/follow-up-requests.ts";
import { type Refusal, unlessRefused } from "../../write/explain/refusal.ts";
import type { FailedFollowUp } from "../../write/follow-up-results.ts";
import type { KnownRow } from "../../write/read-written.ts";
import { missingOrganizations, refusedOrganizations } from "./refused-follow-ups.ts";
import type { UserFollowUp } from "../columns/dependent-values.ts";

interface Membership {
  readonly row: Row;
  /** The user has no default organization yet, and others follow: Zendesk makes the first that it adds the default. */
  readonly isDefault: boolean;
  readonly user_id: number;
  readonly organization_id: number;
}

/** A membership that Zendesk has refused to create. */
interface RefusedMembership extends Membership {
  readonly refusal: Refusal;
  /** How many organizations the user is in; undefined: Zendesk does not say. */
  readonly held: number | undefined;
}

/** Adds the users to organizations. Returns the rows for which this is not done. */
export async function addMemberships(
  users: readonly KnownRow<ZendeskUser, UserFollowUp>[],
  context: WriteContext,
  organizations: IdDirectory,
): Promise<readonly FailedFollowUp[]> {
  const wanted = users.flatMap(({ held: user, followUp: { organizationIds = [] }, row }) =>
    organizationIds
      .filter((id) => id !== user.organization_id)
      .map((organization_id, index, { length }): Membership => {
        const isDefault = typeof user.organization_id !== "number" && index === 0 && length > 1;
        return { row, isDefault, user_id: user.id, organization_id };
      }),
  );
  const results = await createDefaultsFirst(wanted, context);
  const unknown = [...results].flatMap(([{ row }, result]) => (result === "unknown" ? [[row, result] as const] : []));
  const refused = await withoutHeld(results, context);
  return [...unknown, ...(await rejectionsOf(refused, context, organizations))];
}

/** A row whose default is not settled is sent again, with all of its organizations. */
async function createDefaultsFirst(
  wanted: readonly Membership[],
  context: WriteContext,
): Promise<ReadonlyMap<Membership, FollowUpResult>> {
  const first = wanted.filter(({ isDefault }) => isDefault);
  const defaults = await followUpInBulk(first, CREATION, context);
  const open = new Set([...defaults].flatMap(([{ row }, result]) => (result === "unknown" ? [row] : [])));
  const others = wanted.filter(({ isDefault, row }) => !isDefault && !open.has(row));
  return new Map([...defaults, ...(await followUpInBulk(others, CREATION, context))]);
}

const CREATION = {
  action: "create",
  // What the first request has created, Zendesk refuses the second time.
  endpoint: { ...bulkEndpoint("organization_memberships", "create_many"), isRepeatable: true },
  bodyOf: ({ organization_id, user_id }: Membership) => ({ user_id, organization_id }),
} as const;

/** Zendesk refuses memberships that exist, in a text that depends on the language. */
async function withoutHeld(
  results: ReadonlyMap<Membership, FollowUpResult>,
  { api, signal }: WriteContext,
): Promise<readonly RefusedMembership[]> {
  const doubtful = [...results].flatMap(([membership, refusal]) =>
    typeof refusal === "string" || refusal.isDuplicate === true ? [] : [{ ...membership, refusal }],
  );
  const refused: RefusedMembership[] = [];
  for (const [userId, own] of Map.groupBy(doubtful, ({ user_id }) => user_id)) {
    const held = await unlessRefused(membershipsOfUser(api.client, userId, signal));
    const ids = new Set(held?.map(({ organization_id }) => organization_id));
    const missing = own.filter(({ organization_id }) => !ids.has(organization_id));
    refused.push(...missing.map((each) => ({ ...each, held: held?.length })));
  }
  return refused;
}

/** Organizations that were deleted meanwhile are forgotten, so that records to come are rejected before they are written. */
async function rejectionsOf(
  refused: readonly RefusedMembership[],
  context: WriteContext,
  organizations: IdDirectory,
): Promise<readonly FailedFollowUp[]> {
  if (refused.length === 0) return [];
  const ids = [...new Set(refused.map(({ organization_id }) => String(organization_id)))];
  const missing = await unlessRefused(organizations.missingOf(ids, context));
  const isMissing = ({ organization_id }: Membership): boolean => missing?.has(String(organization_id)) === true;
  return [...Map.groupBy(refused, ({ row }) => row)].flatMap(([row, own]) =>
    [own.filter(isMissing), own.filter((each) => !isMissing(each))].flatMap((alike, index) => {
      const [first] = alike;
      if (!first) return [];
      const organizationIds = alike.map(({ organization_id }) => organization_id);
      const rejection =
        index === 0
          ? missingOrganizations(row, organizationIds, first.refusal)
          : refusedOrganizations(row, organizationIds, first.held, first.refusal);
      return [[row, rejection] as const];
    }),
  );
}
