import type { ObjectRules } from "../../fields/object-rules.ts";
import { columnsOfKey, keyNamed } from "../../objects/keys.ts";
import { findKey, isSameName, propertiesOf, valueAt } from "./column-names.ts";
import { joinValues } from "./joined-columns.ts";
import { type FieldMapping, withColumnsOfFields } from "./field-mapping.ts";
import type { LeftOutColumns } from "./left-out-columns.ts";
import { readPrefixColumn } from "./prefix-column.ts";
import type { StreamPlan } from "./stream-plan.ts";

type RecordValues = Readonly<Record<string, unknown>>;

export interface SelectedValue {
  readonly field: string;
  readonly value: unknown;
  /** The name that the record or the mapping has for the field, if that is the field's title. */
  readonly title?: string | undefined;
  /** The columns that the value came from. */
  readonly columns: readonly string[];
  /** The field's name is a key from inside a column's value, so it may be data. */
  readonly isNested?: true;
  /** Why a value is missing; continues a sentence that begins with the field's name. */
  readonly invalid?: string;
}

type Destination =
  | { readonly field: string }
  /** Contains custom fields. */
  | "prefix"
  /** Airbyte's own columns, and those that were already reported. */
  | "silent"
  | { readonly leftOut: string };

const AIRBYTE_COLUMN = /^_(?:airbyte|ab)_/i;
/** A stream's records may have any number of columns. */
const MOST_REMEMBERED = 10_000;

/** Which of a stream's columns become which fields. */
export class ColumnSelection {
  readonly #plan: StreamPlan;
  readonly #rules: ObjectRules;
  readonly #leftOut: LeftOutColumns;
  readonly #mapping: FieldMapping | undefined;
  /** The stream's columns: those of its schema, and others that its records had. */
  readonly #known = new Set<string>();
  readonly #destinations = new Map<string, Destination>();
  /** Parts of the matching key that may be inside a column, as a path of a primary key can. */
  readonly #keyPaths: readonly string[];

  constructor(plan: StreamPlan, rules: ObjectRules, leftOut: LeftOutColumns) {
    this.#plan = plan;
    this.#rules = rules;
    this.#leftOut = leftOut;
    this.#mapping = plan.mapping && withColumnsOfFields(plan.mapping, rules);
    this.#keyPaths = pathsOfKey(plan);
    if (plan.mapping) return;
    const columns = Object.keys(propertiesOf(plan.stream.json_schema));
    this.#learn(columns);
    for (const column of columns) this.#destinationOf(column);
  }

  /** The record's values by field. Columns that are absent are left out. */
  of(record: RecordValues): Iterable<SelectedValue> {
    return this.#mapping ? this.#mapped(record, this.#mapping) : this.#named(record);
  }

  *#mapped(record: RecordValues, mapping: FieldMapping): Iterable<SelectedValue> {
    for (const [field, columns] of mapping) {
      const why = this.#whyUnwritten(field);
      if (why !== undefined) {
        this.#leftOut.note(columns.join(" and "), why);
        continue;
      }
      const [column = ""] = columns;
      const value =
        columns.length === 1 ? valueAt(record, column) : joinValues(columns.map((each) => valueAt(record, each)));
      if (value !== undefined) yield { field, value, columns, title: this.#mappedTitle(field) };
    }
  }

  *#named(record: RecordValues): Iterable<SelectedValue> {
    const columns = Object.keys(record);
    this.#learn(columns);
    for (const column of columns) {
      const destination = this.#destinationOf(column);
      if (destination === "prefix") yield* this.#nested(column, record[column]);
      else if (typeof destination === "object" && "field" in destination && record[column] !== undefined) {
        const { field } = destination;
        yield {
          field,
          value: record[column],
          columns: [column],
          title: isSameName(field, column) ? undefined : column,
        };
      }
    }
    for (const path of this.#keyPaths) {
      const value = findKey(record, path) === undefined ? valueAt(record, path) : undefined;
      if (value !== undefined) yield { field: path, value, columns: [path] };
    }
  }

  *#nested(column: string, value: unknown): Iterable<SelectedValue> {
    const prefix = this.#prefix;
    if (prefix === undefined) return;
    const content = readPrefixColumn(value);
    if ("invalid" in content) {
      yield { field: prefix, value, columns: [column], invalid: content.invalid };
      return;
    }
    for (const [key, nested] of Object.entries(content.fields)) {
      const name = this.#rules.columnNamed(`${prefix}.${key}`)?.slice(prefix.length + 1);
      const isFound = name !== undefined && (!isSameName(name, key) || findKey(content.fields, name) === key);
      const field = `${prefix}.${isFound ? name : key}`;
      const title = isFound && !isSameName(name, key) ? `${prefix}.${key}` : undefined;
      yield { field, value: nested, columns: [column], isNested: true, title };
    }
  }

  #mappedTitle(field: string): string | undefined {
    const { mapping } = this.#plan;
    if (mapping === undefined || mapping.has(field)) return undefined;
    return [...mapping.keys()].find((each) => this.#rules.exactColumn(each) === field);
  }

  /** The case of a column is ignored unless another column has the same name in a different case. */
  #learn(columns: readonly string[]): void {
    for (const column of columns) {
      if (this.#known.has(column) || this.#known.size >= MOST_REMEMBERED) continue;
      this.#known.add(column);
      this.#destinations.clear();
    }
  }

  #destinationOf(column: string): Destination {
    const remembered = this.#destinations.get(column);
    if (remembered) return remembered;
    const destination = this.#findDestination(column);
    if (this.#destinations.size < MOST_REMEMBERED) this.#destinations.set(column, destination);
    if (typeof destination === "object" && "leftOut" in destination) this.#leftOut.note(column, destination.leftOut);
    return destination;
  }

  #findDestination(column: string): Destination {
    const { deletedWhen, object } = this.#plan;
    if (AIRBYTE_COLUMN.test(column)) return "silent";
    const prefix = this.#prefix;
    const names = [...object.unwritten.keys(), ...(prefix === undefined ? [] : [prefix])];
    const name = this.#rules.columnNamed(column) ?? names.find((each) => isSameName(each, column));
    if (name === undefined && prefix !== undefined && column.toLowerCase().startsWith(`${prefix}.`)) {
      return { field: prefix + column.slice(prefix.length) };
    }
    const why = name === undefined ? `${object.noun.many} do not have this field` : this.#whyUnwritten(name);
    if (name !== undefined && why === undefined) {
      if (this.#closestTo(name) !== column) return { leftOut: `another column matches ${name} more closely` };
      return name === prefix ? "prefix" : { field: name };
    }
    const isMark = deletedWhen !== undefined && isSameName(column, deletedWhen);
    return isMark || why === undefined ? "silent" : { leftOut: why };
  }

  get #prefix(): string | undefined {
    return this.#plan.object.customFields?.prefix;
  }

  #closestTo(name: string): string | undefined {
    if (this.#known.has(name)) return name;
    const named = [...this.#known].filter((each) => isSameName(each, name));
    // A field may have a title besides its id.
    const aliases =
      named.length > 0 ? named : [...this.#known].filter((each) => this.#rules.columnNamed(each) === name);
    const [only, ...others] = aliases;
    return others.length === 0 ? only : aliases.find((each) => this.#rules.exactColumn(each) === name);
  }

  #whyUnwritten(field: string): string | undefined {
    const { matchingKey, object } = this.#plan;
    return field === matchingKey ? undefined : object.unwritten.get(field);
  }
}

function pathsOfKey({ matchingKey, object }: Pick<StreamPlan, "matchingKey" | "object">): readonly string[] {
  const columns = matchingKey === undefined ? [] : columnsOfKey(keyNamed(object, matchingKey));
  return columns.filter((column) => column.includes("."));
}
