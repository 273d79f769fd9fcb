import { thingKind } from "../history/thing-kinds.ts";
import { isList, type Json, textOf } from "../json.ts";
import { html, type Html } from "./html.ts";
import type { Visit } from "./page-context.ts";
import { shownValue, thingAddress } from "./parts.ts";

/** Kinds of things that fields name by id. */
const KINDS: Readonly<Record<string, string>> = {
  user_id: "users",
  requester_id: "users",
  submitter_id: "users",
  assignee_id: "users",
  created_by_user_id: "users",
  updated_by_user_id: "users",
  email_cc_ids: "users",
  follower_ids: "users",
  organization_id: "organizations",
  organization_ids: "organizations",
};

/** The value of a field. Ids of other things become links with their names. */
export function fieldValue(visit: Visit, field: string, value: Json): Html {
  const key = KINDS[field];
  const kind = key === undefined ? undefined : thingKind(visit.account, key);
  if (kind === undefined || value === null) return shownValue(value);
  const link = (id: Json) => {
    const thing = kind.find(textOf(id) ?? "");
    return thing === undefined
      ? shownValue(id)
      : html`<a href="${thingAddress(kind.key, thing.id)}">${kind.nameOf(thing)}</a>`;
  };
  if (!isList(value)) return link(value);
  return value.length === 0 ? shownValue(value) : html`${value.map((id, index) => [index > 0 && ", ", link(id)])}`;
}
