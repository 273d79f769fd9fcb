import { isList, isObject, type Json, type JsonObject, textOf } from "../json.ts";
import type { StoredValues } from "../records/stored-values.ts";
import { type CustomField, customField, type CustomFieldInput } from "./custom-field.ts";
import { type FindTarget, storedFieldValue } from "./field-value.ts";

const FIRST_ID = 6_205_900_000_026;

/** The custom fields of tickets. Their values are written and shown by the field's id. */
export class TicketFields {
  #list: readonly CustomField[] = [];
  #byId: ReadonlyMap<string, CustomField> = new Map();

  constructor(fields: readonly CustomFieldInput[]) {
    this.replace(fields);
  }

  get list(): readonly CustomField[] {
    return this.#list;
  }

  /** Fields keep the ids that they are given. */
  replace(fields: readonly CustomFieldInput[]): void {
    this.#list = fields.map((field, position) => customField(field, FIRST_ID + position * 128));
    this.#byId = new Map(this.#list.map((field) => [String(field.id), field]));
  }

  /** What to store of `custom_fields` or `fields`, by id. Unknown and inactive fields are dropped. Throws InvalidRecord. */
  storedValues(body: JsonObject, target: FindTarget): StoredValues {
    const values: Record<string, Json> = {};
    for (const name of ["fields", "custom_fields"]) {
      const sent = body[name];
      for (const item of isList(sent) ? sent : []) {
        const { id, value = null } = isObject(item) ? item : {};
        const field = this.#byId.get(textOf(id) ?? "");
        if (field?.active === true) values[String(field.id)] = storedTicketValue(field, value, target);
      }
    }
    return values;
  }

  /** Every active field, with null or false where nothing is set. */
  view(values: StoredValues): readonly JsonObject[] {
    return this.#list
      .filter(({ active }) => active)
      .map(({ id, type }) => ({ id, value: values[String(id)] ?? (type === "checkbox" ? false : null) }));
  }

  /** The values once only these tags are left: without its tag, a field is empty. What the body itself sets stays. */
  withTags(values: StoredValues, tags: readonly string[], body: JsonObject): StoredValues {
    const sent = new Set(["fields", "custom_fields"].flatMap((name) => idsIn(body[name])));
    const left = this.#list.flatMap((field): [string, Json][] => {
      const id = String(field.id);
      const value = values[id];
      if (value === undefined) return [];
      const isKept = sent.has(id) || tagsOfValue(field, value).every((tag) => tags.includes(tag));
      if (isKept) return [[id, value]];
      return isList(value) ? [[id, value.filter((item) => tags.includes(textOf(item) ?? ""))]] : [];
    });
    return Object.fromEntries(left);
  }

  /** A ticket has the tags of its dropdowns' options and of its checked checkboxes. */
  tagsOf(values: StoredValues): readonly string[] {
    return this.#list.flatMap((field) => tagsOfValue(field, values[String(field.id)]));
  }
}

function idsIn(sent: Json | undefined): readonly string[] {
  return (isList(sent) ? sent : []).flatMap((item) => (isObject(item) ? (textOf(item["id"]) ?? []) : []));
}

/** Tickets hold days without a time and numbers as text. */
function storedTicketValue(field: CustomField, value: Json, target: FindTarget): Json {
  const stored = storedFieldValue(field, value, target);
  if (stored === null) return null;
  if (field.type === "date") return (textOf(stored) ?? "").slice(0, 10);
  return field.type === "integer" || field.type === "decimal" ? (textOf(stored) ?? null) : stored;
}

function tagsOfValue({ type, tag }: CustomField, value: Json | undefined): readonly string[] {
  if (type === "checkbox") return value === true && tag !== null ? [tag] : [];
  if (type === "tagger") return typeof value === "string" ? [value] : [];
  if (type !== "multiselect" || !isList(value)) return [];
  return value.flatMap((item) => textOf(item) ?? []);
}
