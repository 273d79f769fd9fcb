export type FieldType =
  | "text"
  | "textarea"
  | "checkbox"
  | "date"
  | "integer"
  | "decimal"
  | "regexp"
  | "dropdown"
  | "multiselect"
  | "lookup"
  | "currency"
  | "parent";

/** One choice of a dropdown or multiselect: people see `name`, the API uses `value` (a tag). */
export interface FieldOption {
  readonly name: string;
  readonly value: string;
}

/** A custom field as its Zendesk account defines it (such as `GET /api/v2/user_fields`). */
export interface FieldDefinition {
  readonly key: string;
  /** Zendesk adds types from time to time, so one that is not in the list must not stop a sync. */
  readonly type: FieldType | (string & {});
  readonly title: string;
  /** The name that people use for a column instead of the key, which is a number. */
  readonly alias?: string;
  readonly active: boolean;
  readonly options?: Iterable<FieldOption>;
  /** `regexp_for_validation`, in Ruby's dialect. */
  readonly regexp?: string;
  /** What a lookup or parent field points to: `zen:user`, `zen:organization`, `zen:custom_object:apartment`, … */
  readonly relationshipTargetType?: string;
}
