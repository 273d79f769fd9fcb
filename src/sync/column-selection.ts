import { type Logger, isJsonObject } from "airbyte-cdk-typescript";
import type { StreamPlan } from "./stream-plan.ts";

type RecordValues = Readonly<Record<string, unknown>>;
type SelectedValue = readonly [field: string, value: unknown, column: string];

const AIRBYTE_COLUMN = /^_(?:airbyte|ab)_/;
/** A stream's records may have any number of columns. */
const MAX_WARNINGS = 100;

/** Which of a stream's columns become which fields; the others are named once. */
export class ColumnSelection {
  readonly #plan: StreamPlan;
  readonly #logger: Logger;
  readonly #warnedOf = new Set<string>();

  constructor(plan: StreamPlan, logger: Logger) {
    this.#plan = plan;
    this.#logger = logger;
  }

  /** The record's values by field, with the column that each came from. Columns that are absent are left out. */
  *of(record: RecordValues): Iterable<SelectedValue> {
    for (const [field, value, column] of this.#renamed(record)) {
      if (value !== undefined && this.#isWritten(field)) yield [field, value, column];
    }
  }

  *#renamed(record: RecordValues): Iterable<SelectedValue> {
    const { mapping, object } = this.#plan;
    if (mapping) {
      for (const [field, column] of mapping) {
        if (Object.hasOwn(record, column)) yield [field, record[column], column];
      }
      return;
    }
    for (const [column, value] of Object.entries(record)) {
      if (AIRBYTE_COLUMN.test(column)) continue;
      if (column === object.customFieldPrefix && isJsonObject(value)) {
        for (const [key, nested] of Object.entries(value)) yield [`${column}.${key}`, nested, column];
      } else yield [column, value, column];
    }
  }

  #isWritten(field: string): boolean {
    const { matchingKey, object, stream } = this.#plan;
    if (field === matchingKey) return true;
    if (Object.hasOwn(object.columns, field) && !object.unwritten.has(field)) return true;
    if (field.startsWith(`${object.customFieldPrefix}.`)) return true;
    if (!this.#warnedOf.has(field) && this.#warnedOf.size < MAX_WARNINGS) {
      this.#warnedOf.add(field);
      const why = object.unwritten.get(field) ?? `${object.name} have no such field`;
      this.#logger.warn(`The column "${field}" of the stream "${stream.name}" is left out: ${why}.`);
    }
    return false;
  }
}
