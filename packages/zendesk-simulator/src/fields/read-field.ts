import { isList, isObject, type Json, type JsonObject, textOf } from "../json.ts";
import { badRequest } from "../refusal.ts";
import { listed } from "../seed-input.ts";
import {
  type CustomFieldInput,
  type CustomFieldType,
  CUSTOM_FIELD_TYPES,
  OBJECT_FIELD_TYPES,
  TICKET_FIELD_TYPES,
} from "./custom-field.ts";

/** A definition as the API shows it. Throws the 400 for one without a key or a known type. */
export function readField(body: JsonObject, position: number): CustomFieldInput {
  return readTyped(body, position, CUSTOM_FIELD_TYPES);
}

function readTyped(body: JsonObject, position: number, types: readonly CustomFieldType[]): CustomFieldInput {
  const { key, type, title, active, regexp_for_validation: regexp, relationship_target_type: target, tag } = body;
  const knownType = types.find((candidate) => candidate === type);
  if (typeof key !== "string" || knownType === undefined) {
    throw badRequest("InvalidField", `Field ${position} needs a key and a type of ${types.join(", ")}`);
  }
  return {
    key,
    type: knownType,
    title: textOf(title) ?? key,
    active: active !== false,
    regexp: textOf(regexp) ?? null,
    target: textOf(target) ?? null,
    tag: textOf(tag) ?? null,
    currency: currencyOf(body["properties"]),
    isRequired: body["required"] === true || knownType === "parent",
    options: listed(body["custom_field_options"] ?? []).map(({ name, value }) => ({
      name: textOf(name ?? value) ?? "",
      value: textOf(value) ?? "",
    })),
  };
}

/** A definition of a custom object's field. */
export function readObjectField(body: JsonObject, position: number): CustomFieldInput {
  return readTyped(body, position, OBJECT_FIELD_TYPES);
}

/** A definition of a ticket's field, which has an id and no key. */
export function readTicketField(body: JsonObject, position: number): CustomFieldInput {
  const id = Number(textOf(body["id"]));
  const named = { title: `Field ${position}`, ...body, key: textOf(body["id"]) ?? "" };
  const field = readTyped(named, position, TICKET_FIELD_TYPES);
  return Number.isSafeInteger(id) ? { ...field, id } : field;
}

function currencyOf(properties: Json | undefined): string | null {
  const allowed = isObject(properties) ? properties["allowed_currencies"] : undefined;
  return (isList(allowed) ? textOf(allowed[0]) : undefined) ?? null;
}
