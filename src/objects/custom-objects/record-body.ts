import type { FieldValues } from "../row.ts";
import { nestCustomFields } from "../write/body.ts";

export const RECORD_FIELDS = { prefix: "custom_object_fields", shape: "object" } as const;

export function toBody(values: FieldValues): Readonly<Record<string, unknown>> {
  return nestCustomFields(values, RECORD_FIELDS, "id");
}
