import type { Json, JsonObject } from "../json.ts";

export const userFieldTypes = [
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
export type UserFieldType = (typeof userFieldTypes)[number];

/** The definition of a custom field of users, as the account keeps it. */
export interface UserField {
  readonly id: number;
  readonly key: string;
  readonly type: UserFieldType;
  readonly title: string;
  readonly active: boolean;
  readonly regexp: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  /** Of a lookup field: "zen:user", "zen:organization", … */
  readonly target: string | null;
}

export type UserFieldInput = Partial<UserField> & Pick<UserField, "key" | "type">;

const created = "2024-01-15T09:00:00Z";

export function userField(input: UserFieldInput, position: number): UserField {
  const defaults = { id: 6_205_000_000_026 + position * 128, title: input.key, active: true };
  return { ...defaults, regexp: null, options: [], target: null, ...input };
}

export function userFieldView(field: UserField, position: number, origin: string): JsonObject {
  const options = field.options.map(({ name, value }, index): Json => {
    return { id: field.id + index + 1, name, raw_name: name, value };
  });
  return {
    url: `${origin}/api/v2/user_fields/${field.id}.json`,
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
    created_at: created,
    updated_at: created,
    ...(field.type === "checkbox" ? { tag: null } : {}),
    ...(field.type === "dropdown" || field.type === "multiselect" ? { custom_field_options: options } : {}),
    ...(field.target === null ? {} : { relationship_target_type: field.target, relationship_filter: null }),
  };
}

/** Fields of a believable account, one of each type and one that is switched off. */
export const defaultUserFields: readonly UserField[] = (
  [
    { key: "company_size", type: "integer", title: "Company size" },
    { key: "loyalty_tier", type: "dropdown", title: "Loyalty tier", options: optionsNamed("Bronze", "Silver", "Gold") },
    { key: "lifetime_value", type: "decimal", title: "Lifetime value" },
    { key: "newsletter", type: "checkbox", title: "Newsletter" },
    { key: "signup_date", type: "date", title: "Signup date" },
    { key: "state", type: "text", title: "State" },
    { key: "shipping_address", type: "textarea", title: "Shipping address" },
    {
      key: "interests",
      type: "multiselect",
      title: "Interests",
      options: optionsNamed("Running", "Cycling", "Hiking"),
    },
    { key: "customer_number", type: "regexp", title: "Customer number", regexp: "\\A[A-Z]{2}-\\d{4,8}\\z" },
    { key: "referred_by", type: "lookup", title: "Referred by", target: "zen:user" },
    { key: "old_segment", type: "text", title: "Old segment", active: false },
  ] satisfies UserFieldInput[]
).map(userField);

/** Labels as people see them; the values that the API takes are other texts. */
function optionsNamed(...names: readonly string[]): { name: string; value: string }[] {
  return names.map((name) => ({ name, value: name.toLowerCase() }));
}
