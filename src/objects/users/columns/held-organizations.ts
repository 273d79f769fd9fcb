import { membershipsOfUser } from "../../../zendesk/resources/memberships.ts";
import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import type { Draft } from "../../object-type.ts";
import type { RequestContext } from "../../request-context.ts";
import type { FieldValues } from "../../row.ts";
import { isReal } from "../../imagined-id.ts";
import type { UsersSettings } from "../users-settings.ts";

type Mode = UsersSettings["organization_mode"];
type UserDraft = Draft<ZendeskUser>;

/** Whether the user is in the organizations of the row, or for `replace` in exactly these, with the first as default. */
export function holdsOrganizations(user: ZendeskUser, values: FieldValues, mode: Mode): boolean {
  const wanted = wantedOrganizations(values);
  const known = heldOrganizations(user)?.map(String);
  const standard = defaultText(user);
  if (mode === "add") return wanted.every((id) => id === standard || known?.includes(id));
  if (wanted.length === 0) return standard === undefined;
  return wanted[0] === standard && known?.length === wanted.length && wanted.every((id) => known.includes(id));
}

/**
 * The drafts with all organizations of each user whose default organization does not decide the comparison, and of each
 * whose organizations change, if people are shown that. Zendesk's lists show only the default one, and memberships are listed user by user.
 */
export async function withHeldOrganizations(
  drafts: readonly UserDraft[],
  mode: Mode,
  { api, areChangesShown, signal }: RequestContext & { readonly areChangesShown: boolean },
): Promise<readonly UserDraft[]> {
  const enriched: UserDraft[] = [];
  for (const draft of drafts) {
    const { held, values } = draft;
    const isKnown = !held || heldOrganizations(held) !== undefined;
    if (isKnown || !(isUndecided(held, values, mode) || (areChangesShown && isChanged(held, values, mode)))) {
      enriched.push(draft);
      continue;
    }
    const memberships = await membershipsOfUser(api.client, held.id, signal);
    const organization_ids = memberships.map(({ organization_id }) => organization_id);
    enriched.push({ ...draft, held: { ...held, organization_ids } });
  }
  return enriched;
}

function isUndecided(user: ZendeskUser, values: FieldValues, mode: Mode): boolean {
  const wanted = wantedOrganizations(values);
  const standard = defaultText(user);
  // What a dry run would create has no memberships yet.
  if (!isReal(user) || wanted.some((id) => !isReal({ id: Number(id) }))) return false;
  if (mode === "replace") return wanted.length > 0 && wanted[0] === standard;
  return wanted.some((id) => id !== standard);
}

/** Whether the row changes organizations, which must be known to be shown. */
function isChanged(user: ZendeskUser, values: FieldValues, mode: Mode): boolean {
  const isNamed = "organization_id" in values || "organization_ids" in values;
  return isNamed && isReal(user) && !holdsOrganizations(user, values, mode);
}

/** All organizations of the user, the default first; undefined if they are not known. */
export function heldOrganizations(user: ZendeskUser): readonly number[] | undefined {
  const standard = defaultOf(user);
  // A user without a default organization is in none.
  if (standard === undefined) return [];
  const held = user["organization_ids"];
  if (!Array.isArray(held)) return undefined;
  return [...new Set([standard, ...held.filter((id) => typeof id === "number")])];
}

export function defaultOf({ organization_id: id }: ZendeskUser): number | undefined {
  return typeof id === "number" ? id : undefined;
}

function defaultText(user: ZendeskUser): string | undefined {
  const id = defaultOf(user);
  return id === undefined ? undefined : String(id);
}

/** The first is to be the default. */
export function wantedOrganizations({ organization_id: id, organization_ids: list }: FieldValues): readonly string[] {
  const ids = [id, list].flat().filter((each) => each !== undefined && each !== null);
  return [...new Set(ids.map(String))];
}
