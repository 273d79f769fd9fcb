import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import { foldedKey, keyNamed, onlyFound } from "../../keys.ts";
import type { Draft, Foreseen, ForesightContext } from "../../object-type.ts";
import type { Row } from "../../row.ts";
import { unlessRefused } from "../../write/explain/refusal.ts";
import { isReal } from "../../imagined-id.ts";
import { USERS } from "../user-keys.ts";
import type { GivenExternalIds } from "./owners/given-external-ids.ts";
import { foreseeImagined, isDeleted, isRefusedLookUp, isRejectedAnyway, takenBy } from "./owners/key-owner.ts";

interface Claim {
  readonly draft: Draft<ZendeskUser>;
  readonly externalId: string;
}

/** What the records before would have changed, and the rows that are rejected for another key. */
interface Before {
  readonly given: GivenExternalIds;
  readonly isRejected: (row: Row) => boolean;
}

/**
 * What becomes of the rows of a dry run that were matched by another key, and would give their user an external id that another
 * user may have. Zendesk lists 100 users per request by their external ids.
 */
export async function foreseeExternalIds(
  drafts: readonly Draft<ZendeskUser>[],
  context: ForesightContext,
  { given, isRejected }: Before,
): Promise<ReadonlyMap<Row, Foreseen<ZendeskUser>>> {
  const claims = drafts.flatMap((draft): readonly Claim[] => {
    const externalId = foldedKey(draft.values["external_id"]);
    if (externalId === undefined || draft.row.key.column === "external_id") return [];
    const isKept = draft.held && given.of(draft.held) === externalId;
    return isKept || isRejected(draft.row) || isRejectedAnyway(draft, context.mode) ? [] : [{ draft, externalId }];
  });
  const owners = await ownersOf(claims, given, context);
  return new Map(claims.map((claim) => [claim.draft.row, foresee(claim, owners, given, context)]));
}

type Owners = ReadonlyMap<string, ZendeskUser | undefined>;

/** By external id, except for those that would take a search each. None if records may have changed more than are remembered. */
async function ownersOf(claims: readonly Claim[], given: GivenExternalIds, context: ForesightContext): Promise<Owners> {
  const key = keyNamed(USERS, "external_id");
  const listed = claims
    .map(({ externalId }) => externalId)
    .filter((value) => given.ownerOf(value) === undefined && key.isSearched?.(value) !== true);
  if (listed.length === 0 || given.isFull) return new Map();
  const found = await unlessRefused(key.find(listed, context), isRefusedLookUp);
  return new Map(found ? listed.map((value) => [value, onlyFound(found.get(value))]) : []);
}

function foresee(
  { draft, externalId }: Claim,
  owners: Owners,
  given: GivenExternalIds,
  context: ForesightContext,
): Foreseen<ZendeskUser> {
  const { held: user } = draft;
  const imagined = foreseeImagined({ column: "external_id", value: externalId }, draft, context);
  if (imagined) return imagined;
  const givenTo = given.ownerOf(externalId);
  const owner = givenTo === undefined ? owners.get(externalId) : idOf(givenTo);
  const isKnown = givenTo !== undefined || (owners.has(externalId) && !given.isFull);
  if (!isKnown || (owner && isDeleted(owner, context))) return { draft, hasUncheckedKey: true };
  if (owner && owner.id !== user?.id) return { draft, rejection: takenBy(owner, "external_id", draft, context) };
  if (user && isReal(user)) given.give(user, externalId);
  return { draft };
}

function idOf(id: number | null): Pick<ZendeskUser, "id"> | undefined {
  return id === null ? undefined : { id };
}
