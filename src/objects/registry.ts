import { naturalKeysOf } from "./keys.ts";
import type { ObjectType } from "./object-type.ts";
import { ORGANIZATION_KEYS } from "./organizations/organization-keys.ts";
import { ORGANIZATION_FIELDS, createOrganizations } from "./organizations/organizations.ts";
import { References } from "./references/references.ts";
import { USER_KEYS } from "./users/user-keys.ts";
import { USER_ERRORS, USER_FORBIDDEN_RULES } from "./users/user-errors.ts";
import { type UsersSettings, USER_PACE_SETTINGS, USER_VALUE_SETTINGS } from "./users/users-settings.ts";
import { USER_FIELDS } from "./users/user-payload.ts";
import { createUsers } from "./users/users.ts";
import { TAGS_SETTINGS } from "./tags-mode.ts";

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

/** What else Zendesk has: a stream of this name is not meant for another object. */
export const UNWRITTEN_OBJECTS = /^(?:organization_memberships|tickets|custom_objects\/.+)$/;

/** Custom fields are columns `<prefix>.<key>`. */
export const CUSTOM_FIELD_PREFIXES = [USER_FIELDS.prefix, ORGANIZATION_FIELDS.prefix];

/** What the form calls the lists that a null empties only where their setting is "replace". */
export const WORDS_FOR_ADDED_LISTS = ["tags", "domain names", "organizations"];

/** By which columns things are found, over all objects. */
export const MATCHING_KEYS = [...new Set([...USER_KEYS, ...ORGANIZATION_KEYS].map(({ column }) => column))];

/** By which of them a record is matched when no key is chosen: the first that it has. */
export const NATURAL_KEYS = [
  ["users", naturalKeysOf({ keys: USER_KEYS })],
  ["organizations", naturalKeysOf({ keys: ORGANIZATION_KEYS })],
] as const satisfies readonly (readonly [(typeof OBJECT_NAMES)[number], readonly string[]])[];

/** Every object that can be written. */
export function createObjects(settings: ObjectSettings): readonly ObjectType[] {
  const organizationReferences = new References(ORGANIZATION_KEYS);
  return [createUsers(settings, organizationReferences), createOrganizations(settings, organizationReferences)];
}
