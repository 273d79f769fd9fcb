import { readObjectField } from "../fields/read-field.ts";
import { isObject, type JsonObject, textOf } from "../json.ts";
import { badRequest } from "../refusal.ts";
import { listed } from "../seed-input.ts";
import type { NameRule } from "./custom-object.ts";
import type { CustomObjectInput } from "./custom-object-store.ts";

/**
 * A definition as the API shows it, with its fields in `custom_object_fields`; `standard::name` among them says how
 * names work. Throws the 400 for one without a key.
 */
export function readCustomObject(body: JsonObject, position: number): CustomObjectInput {
  const { key, title, title_pluralized: titlePluralized, custom_object_fields: fields } = body;
  if (typeof key !== "string" || key === "") throw badRequest("InvalidCustomObject", `Object ${position} needs a key`);
  const all = listed(fields ?? []);
  const isStandard = (field: JsonObject) => textOf(field["key"])?.startsWith("standard::") === true;
  return {
    key,
    title: textOf(title) ?? key,
    titlePluralized: textOf(titlePluralized) ?? `${textOf(title) ?? key}s`,
    name: nameRule(all.find((field) => field["key"] === "standard::name")),
    fields: all.filter((field) => !isStandard(field)).map(readObjectField),
  };
}

function nameRule(field: JsonObject | undefined): NameRule {
  const properties = isObject(field?.["properties"]) ? field["properties"] : {};
  const isUnique = properties["is_unique"] === true;
  if (properties["autoincrement_enabled"] !== true) return { isUnique, autonumbering: undefined };
  if (isUnique) throw badRequest("InvalidCustomObject", "Names cannot be unique and autonumbered");
  const prefix = textOf(properties["autoincrement_prefix"]) ?? "";
  return { isUnique, autonumbering: { prefix, padding: Number(textOf(properties["autoincrement_padding"]) ?? 0) } };
}
