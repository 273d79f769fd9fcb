import type { Logger } from "airbyte-cdk-typescript";
import { keyText } from "../fields/key-text.ts";
import type { FieldValues } from "../objects/zendesk-object.ts";
import type { Rejection } from "../rejects/rejection.ts";
import type { StreamPlan } from "./stream-plan.ts";

export type MappedRecord =
  | { readonly kind: "mapped"; readonly values: FieldValues }
  | { readonly kind: "rejected"; readonly rejection: Rejection }
  /** Deleted at the source, and not to be written as if it lived. */
  | { readonly kind: "deleted" };

type RecordValues = Readonly<Record<string, unknown>>;

/** Set by Airbyte's CDC sources in records of rows that were deleted. */
const DELETED_AT = "_ab_cdc_deleted_at";
/** A stream's records may have any number of columns. */
const MAX_WARNINGS = 100;
const AIRBYTE_COLUMN = /^_(?:airbyte|ab)_/;

/** From a stream's columns to an object's fields, for one stream. Nulls are left out: they leave Zendesk's values alone. */
export class RecordMapper {
  readonly #plan: StreamPlan;
  readonly #logger: Logger;
  readonly #warnedOf = new Set<string>();

  constructor(plan: StreamPlan, logger: Logger) {
    this.#plan = plan;
    this.#logger = logger;
  }

  map(record: RecordValues): MappedRecord {
    if (record[DELETED_AT] !== undefined && record[DELETED_AT] !== null) return { kind: "deleted" };
    const values: Record<string, unknown> = {};
    for (const [field, value] of this.#fields(record)) {
      if (value !== null && value !== undefined && this.#isWritten(field)) values[field] = value;
    }
    return this.#withKeys(values);
  }

  *#fields(record: RecordValues): Iterable<readonly [string, unknown]> {
    const { mapping, object } = this.#plan;
    if (mapping) {
      for (const [field, column] of mapping) yield [field, Object.hasOwn(record, column) ? record[column] : undefined];
      return;
    }
    for (const [column, value] of Object.entries(record)) {
      if (AIRBYTE_COLUMN.test(column)) continue;
      if (column === object.customFieldPrefix && isNested(value)) {
        for (const [key, nested] of Object.entries(value)) yield [`${column}.${key}`, nested];
      } else yield [column, value];
    }
  }

  #isWritten(field: string): boolean {
    const { object, stream } = this.#plan;
    if (object.columns.has(field) || field.startsWith(`${object.customFieldPrefix}.`)) return true;
    if (!this.#warnedOf.has(field) && this.#warnedOf.size < MAX_WARNINGS) {
      this.#warnedOf.add(field);
      const why = object.unwritten.get(field) ?? `${object.name} have no such field`;
      this.#logger.warn(`The column "${field}" of the stream "${stream.name}" is left out: ${why}.`);
    }
    return false;
  }

  #withKeys(values: Record<string, unknown>): MappedRecord {
    const { object, matchingKey } = this.#plan;
    for (const key of [...object.naturalKeys, "name"]) {
      const text = keyText(values[key]);
      if ("invalid" in text) {
        return rejected({
          reason: "invalid_value",
          field: key,
          message: `${key} ${text.invalid}. Correct the record, or map another column to ${key}.`,
        });
      }
      if (text.text === undefined) delete values[key];
      else values[key] = text.text;
    }
    const key = [matchingKey, ...object.naturalKeys].find((each) => each !== undefined && each in values);
    if (key === undefined) {
      return rejected({
        reason: "missing_key",
        field: object.naturalKeys[0],
        message: `The record has none of ${object.naturalKeys.join(", ")}, by which ${object.name} are found. Map a column to one of them, or fill it.`,
      });
    }
    if (key === matchingKey) this.#leaveOutKeyThatWins(key, values);
    return { kind: "mapped", values };
  }

  /** Zendesk would match by an external id that it is sent, whatever key was chosen. */
  #leaveOutKeyThatWins(key: string, values: Record<string, unknown>): void {
    if (key !== "email" || values["external_id"] === undefined) return;
    delete values["external_id"];
    if (this.#warnedOf.has("external_id")) return;
    this.#warnedOf.add("external_id");
    this.#logger.warn(
      `The stream "${this.#plan.stream.name}" is matched by email, so its external_id is not written: Zendesk would match by it.`,
    );
  }
}

function isNested(value: unknown): value is RecordValues {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function rejected(rejection: Rejection): MappedRecord {
  return { kind: "rejected", rejection };
}
