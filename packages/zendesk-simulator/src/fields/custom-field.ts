import type { Json, JsonObject } from "../json.ts";

export const CUSTOM_FIELD_TYPES = [
  "text",
  "textarea",
  "checkbox",
  "date",
  "integer",
  "decimal",
  "regexp",
  "dropdown",
  "multiselect",
  "lookup",
] as const;
/** Tickets have no field "dropdown": Zendesk calls it "tagger" there. */
export const TICKET_FIELD_TYPES = [
  ...CUSTOM_FIELD_TYPES.filter((type) => type !== "dropdown"),
  "tagger",
  "partialcreditcard",
] as const;
/** Custom objects have two more. */
export const OBJECT_FIELD_TYPES = [...CUSTOM_FIELD_TYPES, "currency", "parent"] as const;
export type CustomFieldType = (typeof OBJECT_FIELD_TYPES | typeof TICKET_FIELD_TYPES)[number];

/** The definition of a custom field, as the account keeps it. */
export interface CustomField {
  readonly id: number;
  readonly key: string;
  readonly type: CustomFieldType;
  readonly title: string;
  readonly active: boolean;
  readonly regexp: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  /** Of a lookup or parent field: "zen:user", "zen:organization", … */
  readonly target: string | null;
  /** Of a checkbox of tickets: the tag that a ticket gets when it is checked. */
  readonly tag: string | null;
  /** Of custom objects: a record must have a value. Parent fields are always required. */
  readonly isRequired: boolean;
  /** Of a currency field: the code of ISO 4217. */
  readonly currency: string | null;
}

export type CustomFieldInput = Partial<CustomField> & Pick<CustomField, "key" | "type">;

const HAS_OPTIONS: ReadonlySet<CustomFieldType> = new Set(["dropdown", "multiselect", "tagger"]);
const CREATED = "2024-01-15T09:00:00Z";

export function customField(input: CustomFieldInput, id: number): CustomField {
  const defaults = { id, title: input.key, active: true };
  const isRequired = input.type === "parent";
  return { ...defaults, regexp: null, options: [], target: null, tag: null, currency: null, isRequired, ...input };
}

/** `resource` is where the API lists the field: "user_fields". */
export function customFieldView(field: CustomField, resource: string, position: number, origin: string): JsonObject {
  const options = field.options.map(({ name, value }, index): Json => ({
    id: field.id + index + 1,
    name,
    raw_name: name,
    value,
  }));
  return {
    url: `${origin}/api/v2/${resource}/${field.id}.json`,
    id: field.id,
    type: field.type,
    key: field.key,
    title: field.title,
    raw_title: field.title,
    description: "",
    raw_description: "",
    position,
    active: field.active,
    system: false,
    regexp_for_validation: field.regexp,
    created_at: CREATED,
    updated_at: CREATED,
    ...(field.type === "checkbox" ? { tag: field.tag } : {}),
    ...(HAS_OPTIONS.has(field.type) ? { custom_field_options: options } : {}),
    ...(field.target === null ? {} : { relationship_target_type: field.target, relationship_filter: null }),
    ...(field.isRequired ? { required: true } : {}),
    ...(field.currency === null ? {} : { properties: { allowed_currencies: [field.currency] } }),
  };
}
