import type { Payload } from "../object-type.ts";
import { nestCustomFields, withoutFoundKey } from "../write/body.ts";
import {
  type UserFollowUp,
  type SentAction,
  type UserDraft,
  emailPart,
  organizationPart,
  tagsPart,
} from "./columns/dependent-values.ts";
import type { UsersSettings } from "./users-settings.ts";

export const USER_FIELDS = { prefix: "user_fields", shape: "object" } as const;

/** Columns that are not sent as they are. */
const OWN_COLUMNS = ["id", "email", "tags", "organization_id", "organization_ids"];

/** A row in the form that its request accepts, and the follow-up once the user's id is known. */
export function userPayload(given: UserDraft, action: SentAction, settings: UsersSettings): Payload<UserFollowUp> {
  const draft = action === "update" ? withoutFoundKey(given) : given;
  const tags = tagsPart(draft, action, settings);
  const organization = organizationPart(draft, action, settings);
  const email = emailPart(draft, action, settings);
  const body = nestCustomFields(draft.values, USER_FIELDS, ...OWN_COLUMNS);
  Object.assign(body, tags.values, organization.values, email.values);
  if (settings.skip_verify_email && (action !== "update" || "email" in body)) body["skip_verify_email"] = true;
  const isDone = !tags.followUp && !organization.followUp && !email.followUp;
  return { body, followUp: isDone ? undefined : { ...tags.followUp, ...organization.followUp, ...email.followUp } };
}
