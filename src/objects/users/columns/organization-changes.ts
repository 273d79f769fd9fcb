import type { ZendeskUser } from "../../../zendesk/resources/users.ts";
import type { FoundDraft } from "../../object-type.ts";
import type { FieldChange } from "../../outcome.ts";
import { isReal } from "../../imagined-id.ts";
import type { UsersSettings } from "../users-settings.ts";
import { defaultOf, heldOrganizations, wantedOrganizations } from "./held-organizations.ts";

type Ids = readonly number[];

/**
 * In a dry run: what a record would change of a user's organizations, as Zendesk shows them afterwards. Two columns may
 * name them, so the changes of both are listed once. Undefined: what the user holds is not known.
 */
export function describeOrganizations(
  { held: user, values }: FoundDraft<ZendeskUser>,
  column: string,
  { organization_mode }: Pick<UsersSettings, "organization_mode">,
): readonly FieldChange[] | undefined {
  const before = isReal(user) ? heldOrganizations(user) : undefined;
  if (!before) return undefined;
  if (column !== "organization_id" && "organization_id" in values) return [];
  const wanted = wantedOrganizations(values).map(Number);
  const after = organization_mode === "replace" ? wanted : [...new Set([...before, ...wanted])];
  const defaults = {
    before: defaultOf(user) ?? null,
    // Added organizations leave a user's default as it is.
    after: (organization_mode === "add" ? defaultOf(user) : undefined) ?? after[0] ?? null,
  };
  const isMoved = defaults.before !== defaults.after;
  return [
    ...(isMoved ? [{ field: "organization_id", ...defaults }] : []),
    ...(isMoved && !isList(values, before, after) ? [] : [{ field: "organization_ids", before, after }]),
  ];
}

/** Whether the default organization is not all that there is to show. */
function isList(values: FoundDraft["values"], before: Ids, after: Ids): boolean {
  return "organization_ids" in values || before.length > 1 || after.length > 1;
}
