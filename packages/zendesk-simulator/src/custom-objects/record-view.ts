import type { JsonObject } from "../json.ts";
import { timestamp } from "../records/timestamp.ts";
import type { CustomObject } from "./custom-object.ts";
import type { CustomRecord } from "./custom-record.ts";

export function recordView({ key, fields }: CustomObject, record: CustomRecord, origin: string): JsonObject {
  return {
    url: `${origin}/api/v2/custom_objects/${key}/records/${record.id}.json`,
    id: record.id,
    name: record.name,
    custom_object_key: key,
    custom_object_fields: fields.view(record.values),
    created_by_user_id: record.createdBy,
    updated_by_user_id: record.updatedBy,
    created_at: timestamp(record.createdAt),
    updated_at: timestamp(record.updatedAt),
    external_id: record.externalId,
    photo: null,
  };
}
