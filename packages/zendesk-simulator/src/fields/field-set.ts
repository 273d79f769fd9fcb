import { isObject, type Json, type JsonObject } from "../json.ts";
import type { StoredValues } from "../records/stored-values.ts";
import { type CustomField, customField, type CustomFieldInput } from "./custom-field.ts";
import { type FindTarget, storedFieldValue } from "./field-value.ts";

export type FieldResource = "user_fields" | "organization_fields" | "custom_object_fields";

/** The custom fields of users, of organizations, or of one custom object. */
export class FieldSet {
  /** Where the API lists the fields, and the property of a record that holds their values. */
  readonly resource: FieldResource;
  readonly #firstId: number;
  #list: readonly CustomField[] = [];
  #byKey: ReadonlyMap<string, CustomField> = new Map();

  constructor(resource: FieldResource, firstId: number, fields: readonly CustomFieldInput[]) {
    this.resource = resource;
    this.#firstId = firstId;
    this.replace(fields);
  }

  get list(): readonly CustomField[] {
    return this.#list;
  }

  replace(fields: readonly CustomFieldInput[]): void {
    this.#list = fields.map((field, position) => customField(field, this.#firstId + position * 128));
    this.#byKey = new Map(this.#list.map((field) => [field.key, field]));
  }

  /** Zendesk drops the values of unknown and of inactive fields. */
  isWritable(key: string): boolean {
    return this.#byKey.get(key)?.active === true;
  }

  /** What to store of the values in a record's body, by key. Throws InvalidRecord. */
  storedValues(body: JsonObject, target: FindTarget): StoredValues {
    const values: Record<string, Json> = {};
    const sent = body[this.resource];
    if (!isObject(sent)) return values;
    for (const [key, value] of Object.entries(sent)) {
      const field = this.#byKey.get(key);
      if (field?.active === true && value !== undefined) values[key] = storedFieldValue(field, value, target);
    }
    return values;
  }

  /** As the API shows the values of a record: each active field, null where nothing is set. */
  view(values: StoredValues): JsonObject {
    const shown: Record<string, Json> = {};
    for (const { key, active } of this.#list) if (active) shown[key] = values[key] ?? null;
    return shown;
  }
}
