import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import { foldedKey, identityOf, keyNamed, onlyFound } from "../../keys.ts";
import type { Draft, Foreseen, ForesightContext } from "../../object-type.ts";
import type { Row } from "../../row.ts";
import { unlessRefused } from "../../write/explain/refusal.ts";
import { USERS } from "../user-keys.ts";
import { isDeleted, isRefusedLookUp, isRejectedAnyway, takenBy } from "./key-owner.ts";

interface Claim {
  readonly draft: Draft<ZendeskUser>;
  readonly externalId: string;
}

/**
 * What becomes of the rows of a dry run that were matched by another key, and would give their user an external id that another
 * user may have. Zendesk lists 100 users per request by their external ids.
 */
export async function foreseeExternalIds(
  drafts: readonly Draft<ZendeskUser>[],
  context: ForesightContext,
): Promise<ReadonlyMap<Row, Foreseen<ZendeskUser>>> {
  const claims = drafts.flatMap((draft): readonly Claim[] => {
    const externalId = foldedKey(draft.values["external_id"]);
    if (externalId === undefined || draft.row.key.column === "external_id") return [];
    const isKept = foldedKey(draft.held?.external_id) === externalId;
    return isKept || isRejectedAnyway(draft, context.mode) ? [] : [{ draft, externalId }];
  });
  const owners = await ownersOf(claims, context);
  return new Map(claims.map((claim) => [claim.draft.row, foresee(claim, owners, context)]));
}

type Owners = ReadonlyMap<string, ZendeskUser | undefined>;

/** By external id, except for those that would take a search each. */
async function ownersOf(claims: readonly Claim[], context: ForesightContext): Promise<Owners> {
  const key = keyNamed(USERS, "external_id");
  const listed = claims.map(({ externalId }) => externalId).filter((value) => key.isSearched?.(value) !== true);
  if (listed.length === 0) return new Map();
  const found = await unlessRefused(key.find(listed, context), isRefusedLookUp);
  return new Map(found ? listed.map((value) => [value, onlyFound(found.get(value))]) : []);
}

function foresee({ draft, externalId }: Claim, owners: Owners, context: ForesightContext): Foreseen<ZendeskUser> {
  const { held: user } = draft;
  const imaginedId = context.imagined(identityOf("external_id", externalId));
  if (imaginedId !== undefined && imaginedId !== null) {
    return imaginedId === user?.id
      ? { draft }
      : { draft, rejection: takenBy(undefined, "external_id", draft, context) };
  }
  const owner = owners.get(externalId);
  const isUnknown = imaginedId === null || !owners.has(externalId) || (owner && isDeleted(owner, context));
  if (isUnknown) return { draft, hasUncheckedKey: true };
  return !owner || owner.id === user?.id
    ? { draft }
    : { draft, rejection: takenBy(owner, "external_id", draft, context) };
}
