import type { FieldSet } from "../fields/field-set.ts";
import type { JsonObject } from "../json.ts";
import { timestamp } from "../records/timestamp.ts";
import type { RecordStore } from "./record-store.ts";

/** How the field `standard::name` works. Autonumbering and uniqueness exclude each other. */
export interface NameRule {
  readonly isUnique: boolean;
  /** Zendesk generates the names: the prefix, then a number of at least `padding` digits. */
  readonly autonumbering: { readonly prefix: string; readonly padding: number } | undefined;
}

/** A custom object of the account with all its records. */
export interface CustomObject {
  readonly key: string;
  title: string;
  titlePluralized: string;
  readonly createdAt: number;
  readonly fields: FieldSet;
  name: NameRule;
  /** Of autonumbered names. */
  nextNumber: number;
  readonly records: RecordStore;
}

export function customObjectView(object: CustomObject, ownerId: number, origin: string): JsonObject {
  const { key, title, titlePluralized, createdAt } = object;
  const at = timestamp(createdAt);
  const by = String(ownerId);
  return {
    url: `${origin}/api/v2/custom_objects/${key}.json`,
    key,
    title,
    raw_title: title,
    title_pluralized: titlePluralized,
    raw_title_pluralized: titlePluralized,
    description: "",
    raw_description: "",
    include_in_list_view: true,
    allows_photos: false,
    allows_attachments: false,
    created_at: at,
    updated_at: at,
    created_by_user_id: by,
    updated_by_user_id: by,
  };
}
