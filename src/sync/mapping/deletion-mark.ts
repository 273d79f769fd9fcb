import { numberText } from "../../json/exact-json.ts";
import { isPlaceholder, visiblePart } from "../../fields/keys.ts";
import { findKey, valueAt } from "./column-names.ts";

type RecordData = Readonly<Record<string, unknown>>;

/** Set by Airbyte's CDC sources in records of rows that were deleted. */
const DELETED_AT = "_ab_cdc_deleted_at";

const NO = new Set(["", "false", "f", "no", "n"]);

/** Whether the source marks the record as deleted, in Airbyte's column or in the one that the stream's entry names. */
export function isMarkedDeleted(record: RecordData, deletedWhen: string | undefined): boolean {
  const airbytes = findKey(record, DELETED_AT);
  if (airbytes !== undefined && isSet(record[airbytes])) return true;
  return deletedWhen !== undefined && isSet(valueAt(record, deletedWhen));
}

/** Any value except empty, "no" and zero, in every notation: a column that says no must not delete anyone. */
function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  const text = typeof value === "string" ? visiblePart(value).toLowerCase() : numberText(value);
  // Some languages write null as an empty list or object.
  if (text === undefined) return typeof value !== "object" || Object.keys(value).length > 0;
  return !NO.has(text) && !isPlaceholder(text) && Number(text) !== 0;
}
