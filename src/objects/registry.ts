import type { ObjectType } from "./object-type.ts";
import { ORGANIZATION_KEYS } from "./organizations/organization-keys.ts";
import { createOrganizations } from "./organizations/organizations.ts";
import { References } from "./references/references.ts";
import { USER_KEYS } from "./users/user-keys.ts";
import { USER_ERRORS, USER_FORBIDDEN_RULES } from "./users/user-errors.ts";
import { type UsersSettings, USER_PACE_SETTINGS, USER_VALUE_SETTINGS } from "./users/users-settings.ts";
import { createUsers } from "./users/users.ts";
import { TAGS_SETTINGS } from "./write/tags.ts";

/** Settings that objects bring along, by the card of the form that shows them. */
export const OBJECT_SETTINGS = {
  values: { ...TAGS_SETTINGS, ...USER_VALUE_SETTINGS },
  pace: USER_PACE_SETTINGS,
};

export type ObjectSettings = UsersSettings;

/** Errors that objects have beside those of `errors/catalogue.ts`. */
export const OBJECT_ERRORS = USER_ERRORS;

/** What a 403 to certain requests of an object means. */
export const FORBIDDEN_RULES = USER_FORBIDDEN_RULES;

/** What `streams[].object` may name. */
export const OBJECT_NAMES = ["users", "organizations"] as const;

/** By which columns things are found, over all objects. */
export const MATCHING_KEYS = [...new Set([...USER_KEYS, ...ORGANIZATION_KEYS].map(({ column }) => column))];

/** Every object that can be written. */
export function createObjects(settings: ObjectSettings): readonly ObjectType[] {
  const organizationReferences = new References(ORGANIZATION_KEYS);
  return [createUsers(settings, organizationReferences), createOrganizations(settings, organizationReferences)];
}
