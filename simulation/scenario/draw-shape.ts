import type { RecordData } from "../../testing/input/airbyte-messages.ts";
import type { SeededRandom } from "../../testing/input/seeded-random.ts";
import { bystandingAgents } from "./draw-account.ts";
import { ROLE_FIELDS } from "./draw-roles.ts";
import { VALUE_FIELDS } from "./draw-values.ts";
import { DEVICE_FIELDS, DEVICES } from "./custom-objects/device-object.ts";
import { DEVICE_VALUE_FIELDS } from "./custom-objects/draw-device-values.ts";
import { MEMBERSHIP_COLUMNS } from "./memberships/membership-columns.ts";
import { ORGANIZATION_VALUE_FIELDS } from "./organizations/draw-organization-values.ts";
import { pick } from "./pick.ts";
import type { ObjectName } from "./scenario.ts";
import { TICKET_VALUE_FIELDS } from "./tickets/draw-ticket-values.ts";
import { VALUE_MARK } from "./value-mark.ts";

/** How a stream names and nests its columns. */
export interface StreamShape {
  readonly object: ObjectName;
  /** Where custom fields are: in separate columns, in an object, or in its JSON text. */
  readonly customFields: "flat" | "nested" | "json";
  /** Whether the columns have other names, which `streams[].fields` maps. */
  readonly isMapped: boolean;
  /** Whether there are columns that are not fields, or that are not written. */
  readonly hasExtras: boolean;
  readonly namespace: string | undefined;
  /** Whether Zendesk's own ids are the key, so that their column matters. */
  readonly isById: boolean;
  /** Whether the columns of `allow_roles` count. */
  readonly hasRoles: boolean;
  /** The column that marks a record as deleted at the source; undefined: `_ab_cdc_deleted_at`. */
  readonly deletedWhen: string | undefined;
}

export const CDC_MARKER = "_ab_cdc_deleted_at";
const MAPPED_PREFIX = "crm_";
const CUSTOM_FIELDS: Readonly<Record<ObjectName, string>> = {
  users: "user_fields",
  organizations: "organization_fields",
  tickets: "custom_fields",
  [DEVICES]: DEVICE_FIELDS,
  organization_memberships: "",
};
/** The name is joined from these, and the address is inside an object. */
const NAME_COLUMNS = ["crm_first", "crm_last"];
const EMAIL_PATH = ["contact", "mail"] as const;
const EXTRAS: RecordData = {
  _airbyte_extracted_at: `${VALUE_MARK} time`,
  favorite_color: `${VALUE_MARK} blue`,
};
/** Columns that are left out unless roles may be written. */
const UNWRITTEN_ROLES: RecordData = { role: "admin", suspended: true, ticket_restriction: "organization" };
/** A source's own id, which happens to be the id of an agent in Zendesk. */
const OWN_ID: RecordData = { id: bystandingAgents()[0]?.["id"] };
const FIELDS: Readonly<Record<ObjectName, readonly string[]>> = {
  users: ["external_id", "email", "name", "tags", "organization", ...VALUE_FIELDS],
  organizations: ["external_id", "name", ...ORGANIZATION_VALUE_FIELDS],
  tickets: ["external_id", ...TICKET_VALUE_FIELDS],
  [DEVICES]: ["external_id", "name", ...DEVICE_VALUE_FIELDS],
  organization_memberships: MEMBERSHIP_COLUMNS,
};
/** Columns that tell which record it is, where no field does. */
const SERIALS: Readonly<Record<ObjectName, readonly string[]>> = {
  users: [],
  organizations: [],
  tickets: ["notes"],
  [DEVICES]: [],
  organization_memberships: ["notes"],
};

export function drawShape(
  { mayBeMapped, ...kept }: Pick<StreamShape, "hasRoles" | "isById" | "object"> & { readonly mayBeMapped: boolean },
  random: SeededRandom,
): StreamShape {
  const isMapped = mayBeMapped && random.happens(0.2);
  return {
    ...kept,
    isMapped,
    customFields: isMapped ? "flat" : pick(["flat", "flat", "nested", "json"], random),
    hasExtras: !isMapped && random.happens(0.3),
    namespace: random.happens(0.5) ? undefined : pick(["", "crm"], random),
    deletedWhen: isMapped && random.happens(0.5) ? "crm_gone" : undefined,
  };
}

/** Every column that the stream's records may have. */
export function columnsOf(shape: StreamShape): readonly string[] {
  const { customFields, deletedWhen, hasExtras, isMapped } = shape;
  const marker = deletedWhen ?? CDC_MARKER;
  const fields = [...fieldsOf(shape), ...SERIALS[shape.object]];
  if (isMapped) {
    const plain = fields.filter((field) => field !== "name" && field !== "email");
    const nested = fields.includes("email") ? [EMAIL_PATH[0]] : [];
    return [...plain.map(mappedColumn), ...NAME_COLUMNS, ...nested, marker];
  }
  const custom = CUSTOM_FIELDS[shape.object];
  const isCustom = (field: string): boolean => field.startsWith(`${custom}.`);
  const plain = customFields === "flat" ? fields : [...fields.filter((field) => !isCustom(field)), custom];
  return [...plain, marker, ...(hasExtras ? Object.keys(extrasOf(shape)) : [])];
}

/** The stream's `fields`; undefined without a mapping. */
export function mappingOf(shape: StreamShape): readonly object[] | undefined {
  if (!shape.isMapped) return undefined;
  return fieldsOf(shape).flatMap((field) => {
    if (field === "name") return NAME_COLUMNS.map((column) => ({ field, column }));
    return { field, column: field === "email" ? EMAIL_PATH.join(".") : mappedColumn(field) };
  });
}

/** What a source of this shape sends for these fields. */
export function dressed(fields: RecordData, shape: StreamShape): RecordData {
  const { customFields, hasExtras, isMapped } = shape;
  if (isMapped) return mapped(fields);
  const columns: Record<string, unknown> = { ...fields, ...(hasExtras && extrasOf(shape)) };
  if (customFields === "flat") return columns;
  const custom: Record<string, unknown> = {};
  const object = CUSTOM_FIELDS[shape.object];
  for (const [field, value] of Object.entries(fields)) {
    if (!field.startsWith(`${object}.`)) continue;
    custom[field.slice(object.length + 1)] = value;
    delete columns[field];
  }
  if (Object.keys(custom).length > 0) columns[object] = customFields === "json" ? JSON.stringify(custom) : custom;
  return columns;
}

function fieldsOf({ hasRoles, isById, object }: StreamShape): readonly string[] {
  return [...(isById ? ["id"] : []), ...FIELDS[object], ...(hasRoles ? ROLE_FIELDS : [])];
}

function extrasOf({ hasRoles, isById }: StreamShape): RecordData {
  return { ...EXTRAS, ...(!hasRoles && UNWRITTEN_ROLES), ...(!isById && OWN_ID) };
}

/** The `notes` in a record as it was sent, by which it is identified. */
export function notesIn(record: RecordData): unknown {
  const custom = record[DEVICE_FIELDS];
  const nested: unknown = typeof custom === "string" ? JSON.parse(custom) : custom;
  const { notes } = Object(nested) as RecordData;
  return record["notes"] ?? record[mappedColumn("notes")] ?? record[`${DEVICE_FIELDS}.notes`] ?? notes;
}

function mapped(fields: RecordData): RecordData {
  const columns: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (field === "name" && typeof value === "string") {
      const [first = "", ...rest] = value.split(" ");
      columns[NAME_COLUMNS[0] ?? ""] = first;
      columns[NAME_COLUMNS[1] ?? ""] = rest.join(" ");
    } else if (field === "email") columns[EMAIL_PATH[0]] = { [EMAIL_PATH[1]]: value };
    else columns[field.startsWith("_ab_") ? field : mappedColumn(field)] = value;
  }
  return columns;
}

function mappedColumn(field: string): string {
  return MAPPED_PREFIX + field.replace(/^(?:user_|organization_|custom_object_|custom_)fields\./, "");
}
