import { customObjectKeys } from "./custom-objects/custom-object-keys.ts";
import { CustomObjects } from "./custom-objects/custom-objects.ts";
import { CUSTOM_OBJECT_SETTINGS, type CustomObjectsSettings } from "./custom-objects/custom-objects-settings.ts";
import { RECORD_FIELDS } from "./custom-objects/record-body.ts";
import type { Directories } from "./directories.ts";
import { createMemberships } from "./memberships/memberships.ts";
import { matchingKeysOf, naturalKeysOf } from "./keys.ts";
import type { LookupTarget, ObjectCatalog } from "./object-catalog.ts";
import type { Key, ObjectType } from "./object-type.ts";
import { ORGANIZATION_KEYS } from "./organizations/organization-keys.ts";
import { ORGANIZATION_FIELDS, createOrganizations } from "./organizations/organizations.ts";
import { CachedDirectory } from "./references/cached-directory.ts";
import { USER_KEYS } from "./users/user-keys.ts";
import { USER_ERRORS, USER_FORBIDDEN_RULES } from "./users/user-errors.ts";
import {
  type UsersSettings,
  RESTORING_USER_SETTINGS,
  USER_DELETION_SETTINGS,
  USER_PACE_SETTINGS,
  USER_VALUE_SETTINGS,
} from "./users/users-settings.ts";
import { USER_FIELDS } from "./users/user-payload.ts";
import { createUsers } from "./users/users.ts";
import { TICKET_ERRORS, TICKET_FORBIDDEN_RULES } from "./tickets/ticket-errors.ts";
import { TICKET_KEYS } from "./tickets/ticket-keys.ts";
import { TICKET_FIELDS } from "./tickets/ticket-payload.ts";
import { createTickets } from "./tickets/tickets.ts";
import { type TicketsSettings, TICKET_VALUE_SETTINGS } from "./tickets/tickets-settings.ts";
import { RESTORING_TAGS_SETTINGS, TAGS_SETTINGS } from "./list-mode.ts";

/** Settings of the objects, by the card of the form that shows them. */
export const OBJECT_SETTINGS = {
  values: { ...TAGS_SETTINGS, ...USER_VALUE_SETTINGS, ...TICKET_VALUE_SETTINGS },
  deletions: { ...USER_DELETION_SETTINGS, ...CUSTOM_OBJECT_SETTINGS },
  pace: USER_PACE_SETTINGS,
};

/** Settings of the objects with which a record that has a thing's former values leaves exactly these. */
export const RESTORING_SETTINGS = { ...RESTORING_TAGS_SETTINGS, ...RESTORING_USER_SETTINGS };

export type ObjectSettings = UsersSettings & TicketsSettings & CustomObjectsSettings;

/** Errors of the objects, in addition to those in `errors/catalogue.ts`. */
export const OBJECT_ERRORS = { ...USER_ERRORS, ...TICKET_ERRORS };

/** What a 403 to certain requests of an object means. */
export const FORBIDDEN_RULES = [...USER_FORBIDDEN_RULES, ...TICKET_FORBIDDEN_RULES];

/** What is known of an object, or of all custom objects, before an account is. */
interface KnownObject {
  /** What `streams[].object` may name. */
  readonly name: string;
  /** Those that a setting may choose: keys of one column. */
  readonly keys: readonly Key[];
  /** Custom fields are columns `<prefix>.<key>`. */
  readonly customFieldPrefix?: string;
}

interface ObjectEntry extends KnownObject {
  create(settings: ObjectSettings, directories: Directories): ObjectType;
}

/** Every object that can be written in every account. */
const OBJECTS: readonly [ObjectEntry, ...ObjectEntry[]] = [
  { name: "users", keys: USER_KEYS, customFieldPrefix: USER_FIELDS.prefix, create: createUsers },
  {
    name: "organizations",
    keys: ORGANIZATION_KEYS,
    customFieldPrefix: ORGANIZATION_FIELDS.prefix,
    create: createOrganizations,
  },
  { name: "organization_memberships", keys: [], create: createMemberships },
  { name: "tickets", keys: TICKET_KEYS, customFieldPrefix: TICKET_FIELDS.prefix, create: createTickets },
];

const ANY_CUSTOM_OBJECT: KnownObject = {
  name: "custom_objects/<key>",
  keys: customObjectKeys("<key>"),
  customFieldPrefix: RECORD_FIELDS.prefix,
};

const KNOWN = [...OBJECTS, ANY_CUSTOM_OBJECT] as const;

export const OBJECT_NAMES = KNOWN.map(({ name }) => name);

export const CUSTOM_FIELD_PREFIXES = KNOWN.flatMap(({ customFieldPrefix }) => customFieldPrefix ?? []);

/** The form's name for lists that a null empties only if their setting is "replace". */
export const WORDS_FOR_ADDED_LISTS = ["tags", "domain names", "organizations"];

/** The columns by which things are found, across all objects. */
export const MATCHING_KEYS = [...new Set(KNOWN.flatMap(matchingKeysOf))];

/** The columns by which a record is matched if no key is chosen: the first that it has. */
export const NATURAL_KEYS = KNOWN.filter(({ keys }) => keys.length > 0).map(
  (entry) => [entry.name, naturalKeysOf(entry)] as const,
);

/** What lookup fields point to, as Zendesk calls it, without custom objects. */
function lookupTargets({ organizations, tickets, users }: Directories): ReadonlyMap<string, LookupTarget> {
  return new Map([
    ["zen:user", { object: "users", keys: USER_KEYS, directory: users }],
    ["zen:organization", { object: "organizations", keys: ORGANIZATION_KEYS, directory: organizations }],
    ["zen:ticket", { object: "tickets", keys: TICKET_KEYS, directory: tickets }],
  ]);
}

export function createObjects(settings: ObjectSettings): ObjectCatalog {
  const directories = {
    users: new CachedDirectory(USER_KEYS),
    organizations: new CachedDirectory(ORGANIZATION_KEYS),
    tickets: new CachedDirectory(TICKET_KEYS),
  };
  const targets = lookupTargets(directories);
  const standard = OBJECTS.map((entry) => entry.create(settings, directories));
  const byName = new Map(standard.map((object) => [object.name, object]));
  const customObjects = new CustomObjects(settings);
  return {
    names: OBJECT_NAMES,
    standard,
    named: (name) => byName.get(name) ?? customObjects.named(name),
    lookupTarget: (type) => targets.get(type) ?? customObjects.lookupTarget(type),
    listCustom: (api, warn) => customObjects.list(api, warn),
  };
}
