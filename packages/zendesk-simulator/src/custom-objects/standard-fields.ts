import type { JsonObject } from "../json.ts";
import { timestamp } from "../records/timestamp.ts";
import type { CustomObject } from "./custom-object.ts";

/** The fields that every custom object has, as the API lists them before its custom ones. */
export function standardFields(object: CustomObject, origin: string): readonly JsonObject[] {
  const name = { ...standardField(object, 0, "Name", origin), required: true, properties: nameProperties(object) };
  return [name, { ...standardField(object, 1, "External ID", origin), required: false }];
}

function standardField({ key, createdAt }: CustomObject, position: number, title: string, origin: string): JsonObject {
  const id = 4_398_096_800_001 + position;
  const at = timestamp(createdAt);
  return {
    url: `${origin}/api/v2/custom_objects/${key}/fields/${id}.json`,
    id,
    type: "text",
    key: `standard::${title.toLowerCase().replace(" ", "_")}`,
    title,
    raw_title: title,
    description: title,
    raw_description: title,
    position,
    active: true,
    system: false,
    regexp_for_validation: null,
    created_at: at,
    updated_at: at,
  };
}

function nameProperties({ name: { isUnique, autonumbering }, nextNumber }: CustomObject): JsonObject {
  return {
    is_unique: isUnique,
    autoincrement_enabled: autonumbering !== undefined,
    autoincrement_prefix: autonumbering?.prefix ?? "",
    autoincrement_padding: autonumbering?.padding ?? 0,
    autoincrement_next_sequence: nextNumber,
  };
}
