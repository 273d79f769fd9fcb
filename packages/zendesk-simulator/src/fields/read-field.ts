import { type JsonObject, textOf } from "../json.ts";
import { badRequest } from "../refusal.ts";
import { listed } from "../seed-input.ts";
import { type CustomFieldInput, CUSTOM_FIELD_TYPES } from "./custom-field.ts";

/** A definition as the API shows it. Throws the 400 for one without a key or a known type. */
export function readField(body: JsonObject, position: number): CustomFieldInput {
  const { key, type, title, active, regexp_for_validation: regexp, relationship_target_type: target } = body;
  const knownType = CUSTOM_FIELD_TYPES.find((candidate) => candidate === type);
  if (typeof key !== "string" || knownType === undefined) {
    throw badRequest("InvalidField", `Field ${position} needs a key and a type of ${CUSTOM_FIELD_TYPES.join(", ")}`);
  }
  return {
    key,
    type: knownType,
    title: textOf(title) ?? key,
    active: active !== false,
    regexp: textOf(regexp) ?? null,
    target: textOf(target) ?? null,
    options: listed(body["custom_field_options"] ?? []).map(({ name, value }) => ({
      name: textOf(name ?? value) ?? "",
      value: textOf(value) ?? "",
    })),
  };
}
