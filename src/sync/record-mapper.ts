import type { Logger, PendingRecord } from "airbyte-cdk-typescript";
import { numberText } from "../fields/json-number.ts";
import type { ObjectRules } from "../fields/object-rules.ts";
import type { Coerced } from "../fields/value-rule.ts";
import type { FieldValues, RecordKey, WriteMode } from "../objects/zendesk-object.ts";
import type { Rejection } from "../rejects/rejection.ts";
import { ColumnSelection } from "./column-selection.ts";
import type { StreamPlan } from "./stream-plan.ts";

export type MappedRecord =
  | MappedRow
  | { readonly kind: "rejected"; readonly rejection: Rejection }
  /** Deleted at the source, and by the settings not to be touched. */
  | { readonly kind: "ignored" };

interface MappedRow {
  readonly kind: "mapped";
  readonly key: RecordKey;
  readonly values: FieldValues;
  readonly identities: readonly string[];
  readonly mode: WriteMode;
}

interface MapperSettings {
  readonly nullHandling: "ignore" | "clear";
  readonly onInvalidValue: "reject_record" | "drop_value";
  readonly deletedRecords: "ignore" | "soft_delete";
}

interface MapperOptions {
  readonly plan: StreamPlan;
  readonly rules: ObjectRules;
  readonly settings: MapperSettings;
  readonly logger: Logger;
  /** Told of a value that was left out because it is invalid. */
  readonly onDropped: (field: string) => void;
}

type Input = Pick<PendingRecord, "data" | "changes">;

/** Set by Airbyte's CDC sources in records of rows that were deleted. */
const DELETED_AT = "_ab_cdc_deleted_at";

/** From a stream's columns to an object's fields, each value as Zendesk takes it, for one stream. */
export class RecordMapper {
  readonly #options: MapperOptions;
  readonly #columns: ColumnSelection;
  readonly #toldDropped = new Set<string>();
  #toldOfExternalId = false;

  constructor(options: MapperOptions) {
    this.#options = options;
    this.#columns = new ColumnSelection(options.plan, options.logger);
  }

  map(record: Input): MappedRecord {
    const { plan, settings } = this.#options;
    const deletedAt = record.data[DELETED_AT];
    const isDeleted = deletedAt !== undefined && deletedAt !== null;
    if (isDeleted && plan.mode !== "delete" && settings.deletedRecords === "ignore") return { kind: "ignored" };
    const mode = isDeleted ? "delete" : plan.mode;
    const values: Record<string, unknown> = {};
    let firstDropped: Rejection | undefined;
    for (const [field, value, column] of this.#columns.of(record.data)) {
      if (mode === "delete" && !this.#isKey(field)) continue;
      const coerced = this.#coerce(field, value);
      const rejection = "invalid" in coerced ? this.#invalid(field, coerced.invalid) : undefined;
      if (rejection) {
        firstDropped ??= rejection;
        // A deletion needs one key that is right, whatever the others are.
        if (mode === "delete") continue;
        if (settings.onInvalidValue === "reject_record") return { kind: "rejected", rejection };
        this.#drop(field);
      } else if ("value" in coerced && (coerced.value !== null || this.#clears(field, column, record))) {
        values[field] = coerced.value;
      }
    }
    return this.#withKey(values, mode, firstDropped);
  }

  #coerce(field: string, value: unknown): Coerced {
    if (value === null) return { value: null };
    const { plan, rules } = this.#options;
    const rule = rules.ruleOf(field);
    if (!rule)
      return { invalid: `is no custom field of ${plan.object.name} in Zendesk; create it there, or correct its key` };
    const coerced = rule(value);
    if ("invalid" in coerced || coerced.value === null) return coerced;
    const violation = rules.validate({ [field]: coerced.value });
    return violation ? { invalid: violation.problem } : coerced;
  }

  #invalid(field: string, problem: string): Rejection {
    const isKnown = this.#options.rules.ruleOf(field) !== undefined;
    return { reason: isKnown ? "invalid_value" : "unknown_field", field, message: `The value of ${field} ${problem}.` };
  }

  /** A null that the source made because it lost the value says nothing of the value. */
  #clears(field: string, column: string, { changes }: Input): boolean {
    const { plan, settings } = this.#options;
    if (settings.nullHandling !== "clear" || plan.object.neverCleared.has(field)) return false;
    if (this.#options.rules.ruleOf(field) === undefined) return false;
    return !changes.some((change) => change.change === "NULLED" && [column, field].includes(change.field));
  }

  #drop(field: string): void {
    const { logger, onDropped, plan } = this.#options;
    onDropped(field);
    if (this.#toldDropped.has(field) || this.#toldDropped.size >= 100) return;
    this.#toldDropped.add(field);
    logger.warn(
      `A record of the stream "${plan.stream.name}" has an invalid value in ${field}: the value is left out, as on_invalid_value says.`,
    );
  }

  #withKey(values: Record<string, unknown>, mode: WriteMode, dropped: Rejection | undefined): MappedRecord {
    const { plan } = this.#options;
    const { name } = plan.object;
    const column = keyOrder(plan).find((each) => values[each] !== undefined);
    if (column === undefined) {
      const rejection = dropped && this.#isKey(dropped.field ?? "") ? dropped : undefined;
      return {
        kind: "rejected",
        rejection: rejection ?? {
          reason: "missing_key",
          field: keyOrder(plan)[0],
          message: `The record has none of ${keyOrder(plan).join(", ")}, by which its ${name} are found. Map a column to it, or fill it.`,
        },
      };
    }
    const value = values[column];
    const key = { column, value: numberText(value) ?? String(value) };
    // Before a key is left out: it still tells whose record this is.
    const identities = plan.object.identities(values);
    if (mode === "upsert" && column === plan.matchingKey && column === "email") this.#leaveOutExternalId(values);
    return { kind: "mapped", key, values, identities, mode };
  }

  /** Zendesk would match by an external id that it is sent, whatever key was chosen. */
  #leaveOutExternalId(values: Record<string, unknown>): void {
    if (values["external_id"] === undefined) return;
    delete values["external_id"];
    if (this.#toldOfExternalId) return;
    this.#toldOfExternalId = true;
    this.#options.logger.warn(
      `The stream "${this.#options.plan.stream.name}" is matched by email, so its external_id is not written: Zendesk would match by it.`,
    );
  }

  #isKey(field: string): boolean {
    const { plan } = this.#options;
    return field === plan.matchingKey || plan.object.naturalKeys.includes(field);
  }
}

/** A record without the chosen key may still be upserted by another; anything else needs the key that was asked for. */
function keyOrder({ matchingKey, mode, object }: StreamPlan): readonly string[] {
  if (matchingKey === undefined) return object.naturalKeys;
  return mode === "upsert" ? [...new Set([matchingKey, ...object.naturalKeys])] : [matchingKey];
}
