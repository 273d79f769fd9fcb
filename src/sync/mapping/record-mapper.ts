import { isDeepStrictEqual } from "node:util";
import { columnsOfKey, identitiesOf, keyNamed, keyOf, naturalKeysOf, neededKeysInWords } from "../../objects/keys.ts";
import type { Logger, PendingRecord } from "airbyte-cdk-typescript";
import type { ObjectRules } from "../../fields/object-rules.ts";
import type { Coerced } from "../../fields/value-rule.ts";
import { isClearable } from "../../objects/clearable.ts";
import type { Key } from "../../objects/object-type.ts";
import { type FieldValues, type KeyValue, type Row, type WriteMode, createRow } from "../../objects/row.ts";
import type { Rejection } from "../../objects/rejection.ts";
import { isSameName, isShownName, valueAt } from "./column-names.ts";
import { ColumnSelection, type ValueSource } from "./column-selection.ts";
import { isMarkedDeleted } from "./deletion-mark.ts";
import { LeftOutColumns } from "./left-out-columns.ts";
import { MappingNotices } from "./mapping-notices.ts";
import { keyOrder } from "./matching-key.ts";
import { combineRejections } from "../../objects/combine-rejections.ts";
import type { StreamPlan } from "./stream-plan.ts";

export type MappedRecord =
  | MappedRow
  | { readonly kind: "rejected"; readonly rejection: Rejection }
  /** Deleted at the source; the settings say to leave it alone. */
  | { readonly kind: "ignored" };

export interface MappedRow {
  readonly kind: "mapped";
  readonly row: Row;
  readonly mode: WriteMode;
  /** As in the record, whether it is written or not. */
  readonly externalId: string | undefined;
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
  /** Called for a value that was dropped because it is invalid. The name is safe to print. */
  readonly onDropped: (field: string) => void;
}

type Input = Pick<PendingRecord, "data" | "changes">;

/** The result of applying the rules to a record's values. */
interface MappedValues {
  readonly values: Record<string, unknown>;
  readonly problems: readonly Rejection[];
}

/** Turns the columns of one stream into an object's fields, with each value as Zendesk accepts it. */
export class RecordMapper {
  readonly #options: MapperOptions;
  readonly #columns: ColumnSelection;
  readonly #leftOut: LeftOutColumns;
  readonly #notices: MappingNotices;
  /** In the order in which a record is matched by them. */
  readonly #keys: readonly Key[];
  readonly #keyColumns: ReadonlySet<string>;
  #isFirst = true;

  constructor(options: MapperOptions) {
    const { logger, plan, rules } = options;
    this.#options = options;
    this.#leftOut = new LeftOutColumns(plan.stream.name, logger);
    this.#columns = new ColumnSelection(plan, rules, this.#leftOut);
    this.#notices = new MappingNotices(plan, logger);
    this.#keys = keyOrder(plan).map((name) => keyNamed(plan.object, name));
    this.#keyColumns = matchingColumnsOf(plan);
  }

  map(record: Input): MappedRecord {
    const { plan, settings } = this.#options;
    const isDeleted = isMarkedDeleted(record.data, plan.deletedWhen);
    if (isDeleted && plan.mode !== "delete" && settings.deletedRecords === "ignore") return { kind: "ignored" };
    const mode = isDeleted ? "delete" : plan.mode;
    const mapped = this.#mapValues(record, mode);
    if (this.#isFirst) this.#leftOut.report();
    this.#isFirst = false;
    return this.#withKey(mapped, mode);
  }

  /** The input has ended: reports the unwritten columns of later records. */
  finish(): void {
    this.#leftOut.report();
  }

  #mapValues(record: Input, mode: WriteMode): MappedValues {
    const values: Record<string, unknown> = {};
    const problems: Rejection[] = [];
    this.#columns.select(record.data, (source, value) => {
      const { field } = source;
      if (mode === "delete" && !this.#keyColumns.has(field)) return;
      if (isLost(source, value, record)) return;
      const known = values[field] ?? null;
      const coerced = unlessContradicted(this.#coerce(source, value), known);
      if ("invalid" in coerced) problems.push(this.#invalid(source, coerced.invalid));
      else {
        if (coerced.value !== null || (known === null && this.#clears(field))) values[field] = coerced.value;
        if (coerced.leftOut) this.#noteLeftOut(field, coerced.leftOut);
      }
    });
    return { values, problems };
  }

  #noteLeftOut(field: string, leftOut: Readonly<Record<string, string>>): void {
    for (const [part, why] of Object.entries(leftOut)) this.#leftOut.note(`${field}.${part}`, why);
  }

  #coerce({ field, invalid }: ValueSource, value: unknown): Coerced {
    if (invalid !== undefined) return { invalid };
    if (value === null) return { value: null };
    const { plan, rules } = this.#options;
    const rule = rules.ruleOf(field);
    if (!rule) {
      if (rules.columnsSharing(field).length > 0) {
        return { invalid: "is for a title that several custom fields have in Zendesk; name the field by its id" };
      }
      return {
        invalid: `is for a custom field that ${plan.object.noun.many} do not have in Zendesk; create the field, or correct its key`,
      };
    }
    const coerced = rule(value);
    if ("invalid" in coerced || coerced.value === null) return coerced;
    const violation = rules.validate(field, coerced.value);
    return violation === undefined ? coerced : { invalid: violation };
  }

  #invalid({ field, invalid, isNested, title }: ValueSource, problem: string): Rejection {
    const { plan, rules } = this.#options;
    const isKnown = rules.ruleOf(field) !== undefined || invalid !== undefined;
    const isShown = isKnown || (!isNested && isShownName(field));
    const name = title ?? field;
    return {
      reason: isKnown ? "invalid_value" : "unknown_field",
      field: name,
      shownField: isShown ? name : plan.object.customFields?.prefix,
      message: `The value of ${name} ${problem}.`,
    };
  }

  #clears(field: string): boolean {
    const { plan, rules, settings } = this.#options;
    if (settings.nullHandling !== "clear" || !isClearable(plan.object, field)) return false;
    return rules.ruleOf(field) !== undefined;
  }

  #withKey({ problems, values }: MappedValues, mode: WriteMode): MappedRecord {
    const { plan } = this.#options;
    const key = firstKey(this.#keys, values);
    const faults = this.#faults(problems, mode, key !== undefined);
    if (key === undefined || faults.length > 0) return { kind: "rejected", rejection: combineRejections(faults) };
    if (mode !== "delete") for (const problem of problems) this.#drop(problem);
    // Before a key is left out, because it still identifies what the record is about.
    const identities = identitiesOf(plan.object, values);
    const externalId = typeof values["external_id"] === "string" ? values["external_id"] : undefined;
    const sent = this.#withoutOtherKeys(values, key.column, mode);
    return { kind: "mapped", row: createRow(key, sent, identities), mode, externalId };
  }

  /** Why the record is rejected. A deletion needs one valid key, whatever the others are. */
  #faults(problems: readonly Rejection[], mode: WriteMode, hasKey: boolean): readonly Rejection[] {
    if (hasKey && problems.length === 0) return problems;
    const isStrict = this.#options.settings.onInvalidValue === "reject_record" && mode !== "delete";
    const keyProblems = problems.filter(({ field = "" }) => this.#keyColumns.has(field));
    const relevant = isStrict ? problems : hasKey ? [] : keyProblems;
    return hasKey || keyProblems.length > 0 ? relevant : [...relevant, this.#missingKey()];
  }

  #missingKey(): Rejection {
    const { plan } = this.#options;
    const keys = keyOrder(plan);
    return {
      reason: "missing_key",
      field: keys[0],
      message: `The record needs ${neededKeysInWords(plan.object, keys)} to be matched to ${plan.object.name}. Fill the key at the source, or map another column to it.`,
    };
  }

  /** The values that are sent. Zendesk may use another key instead of the chosen one if both are sent. */
  #withoutOtherKeys(values: FieldValues, column: string, mode: WriteMode): FieldValues {
    const { matchingKey, object } = this.#options.plan;
    if (matchingKey === undefined) return values;
    if (column !== matchingKey) this.#notices.warnOfFallback(column);
    if (column !== matchingKey || !object.quirks?.withKey) return values;
    const { values: kept, warning } = object.quirks.withKey(values, matchingKey, mode);
    if (warning !== undefined) this.#notices.warnOfKey(warning);
    return kept;
  }

  #drop({ field, shownField = field }: Rejection): void {
    if (shownField === undefined) return;
    this.#options.onDropped(shownField);
    this.#notices.warnOfDropped(shownField);
  }
}

/** The columns of the keys by which a record may be matched. */
function matchingColumnsOf({ matchingKey, object }: StreamPlan): ReadonlySet<string> {
  const names = [...naturalKeysOf(object), ...(matchingKey === undefined ? [] : [matchingKey])];
  return new Set(names.flatMap((name) => columnsOfKey(keyNamed(object, name))));
}

/** Custom fields may come in columns of their own and in one that contains them, by their title and by their id. */
function unlessContradicted(coerced: Coerced, known: unknown): Coerced {
  if ("invalid" in coerced || coerced.value === null || known === null) return coerced;
  if (isDeepStrictEqual(known, coerced.value)) return coerced;
  return {
    invalid: "differs from the value that the record has for the same field under another name; keep one of the two",
  };
}

/** The first of the keys that the record has. */
function firstKey(keys: readonly Key[], values: FieldValues): KeyValue | undefined {
  for (const key of keys) {
    const found = keyOf(key, values);
    if (found) return found;
  }
  return undefined;
}

/** A null left by the source for a value it lost says nothing about that value, or about a joined value containing it. */
function isLost({ columns, field }: ValueSource, value: unknown, { changes, data }: Input): boolean {
  if (changes.length === 0) return false;
  const lost = changes.filter(({ change }) => change === "NULLED").map((change) => change.field);
  if (value === null) return [field, ...columns].some((name) => isNamed(lost, name));
  return (
    columns.length > 1 && columns.some((column) => isNamed(lost, column) && (valueAt(data, column) ?? null) === null)
  );
}

/** Whether the column, or one that contains it, is among the names. Ignores case, as a mapping does. */
function isNamed(names: readonly string[], column: string): boolean {
  const folded = column.toLowerCase();
  return names.some((name) => isSameName(name, column) || folded.startsWith(`${name.toLowerCase()}.`));
}
