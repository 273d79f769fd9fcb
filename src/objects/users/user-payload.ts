import type { Payload } from "../object-type.ts";
import { without } from "../row.ts";
import { nestCustomFields, withoutFoundKey } from "../write/body.ts";
import {
  type FollowUp,
  type SentAction,
  type UserDraft,
  emailPart,
  organizationPart,
  tagsPart,
} from "./columns/dependent-values.ts";
import type { UsersSettings } from "./users-settings.ts";

export const USER_FIELDS = { prefix: "user_fields", shape: "object" } as const;

/** A row in the form that its request accepts, and what is left to do once the user's id is known. */
export function userPayload(given: UserDraft, action: SentAction, settings: UsersSettings): Payload<FollowUp> {
  const draft = action === "update" ? withoutFoundKey(given) : given;
  const tags = tagsPart(draft, action, settings);
  const organization = organizationPart(draft, action, settings);
  const email = emailPart(draft, action, settings);
  const followUp = { ...tags.followUp, ...organization.followUp, ...email.followUp };
  const values = {
    ...without(draft.values, "id", "email", "tags", "organization_id", "organization_ids"),
    ...tags.values,
    ...organization.values,
    ...email.values,
  };
  const body = nestCustomFields(values, USER_FIELDS);
  if (settings.skip_verify_email && (action !== "update" || "email" in values)) body["skip_verify_email"] = true;
  return { body, later: Object.keys(followUp).length > 0 ? followUp : undefined };
}
