import type { ObjectRules } from "../../fields/object-rules.ts";
import { columnsOfKey, keyNamed } from "../../objects/keys.ts";
import { findKey, isSameName, propertiesOf, valueAt } from "./column-names.ts";
import { joinValues } from "./joined-columns.ts";
import { withColumnsOfFields } from "./field-mapping.ts";
import type { LeftOutColumns } from "./left-out-columns.ts";
import { readPrefixColumn } from "./prefix-column.ts";
import type { StreamPlan } from "./stream-plan.ts";

type RecordValues = Readonly<Record<string, unknown>>;

/** Where values come from, and which field they are for. The records of a stream share it. */
export interface ValueSource {
  readonly field: string;
  /** The name that the record or the mapping has for the field, if that is the field's title. */
  readonly title?: string | undefined;
  /** The columns that the value came from. */
  readonly columns: readonly string[];
  /** The field's name is a key from inside a column's value, so it may be data. */
  readonly isNested?: true;
  /** Why a value is missing; continues a sentence that begins with the field's name. */
  readonly invalid?: string;
}

type TakeValue = (source: ValueSource, value: unknown) => void;

type Destination =
  | { readonly source: ValueSource }
  /** Contains custom fields. */
  | "prefix"
  /** Airbyte's own columns, and those that were already reported. */
  | "silent"
  | { readonly leftOut: string };

const AIRBYTE_COLUMN = /^_(?:airbyte|ab)_/i;
/** A stream's records may have any number of columns. */
const MAX_REMEMBERED = 10_000;

/** Which of a stream's columns become which fields. */
export class ColumnSelection {
  readonly #plan: StreamPlan;
  readonly #rules: ObjectRules;
  readonly #leftOut: LeftOutColumns;
  /** Without a mapping, records are read by their own columns. */
  readonly #mapped: readonly MappedSource[] | undefined;
  /** The stream's columns: those of its schema, and others that its records had. */
  readonly #known = new Set<string>();
  readonly #destinations = new Map<string, Destination>();
  /** Parts of the matching key that may be inside a column, as a path of a primary key can. */
  readonly #keyPaths: readonly ValueSource[];

  constructor(plan: StreamPlan, rules: ObjectRules, leftOut: LeftOutColumns) {
    this.#plan = plan;
    this.#rules = rules;
    this.#leftOut = leftOut;
    const mapping = plan.mapping && withColumnsOfFields(plan.mapping, rules);
    this.#mapped = mapping && [...mapping].map(([field, columns]) => this.#mappedSource(field, columns));
    this.#keyPaths = pathsOfKey(plan).map((path) => ({ field: path, columns: [path] }));
    if (plan.mapping) return;
    const columns = Object.keys(propertiesOf(plan.stream.json_schema));
    this.#learn(columns);
    for (const column of columns) this.#destinationOf(column);
  }

  /**
   * Calls `take` with each of the record's values that is for a field. Columns that are absent are left out. Every value of a
   * sync passes here, so nothing is made for each of them.
   */
  select(record: RecordValues, take: TakeValue): void {
    if (this.#mapped) this.#takeMapped(record, this.#mapped, take);
    else this.#takeNamed(record, take);
  }

  #mappedSource(field: string, columns: readonly string[]): MappedSource {
    return { source: { field, columns, title: this.#mappedTitle(field) }, unwritten: this.#whyUnwritten(field) };
  }

  #takeMapped(record: RecordValues, mapped: readonly MappedSource[], take: TakeValue): void {
    for (const { source, unwritten } of mapped) {
      const { columns } = source;
      if (unwritten !== undefined) {
        this.#leftOut.note(columns.join(" and "), unwritten);
        continue;
      }
      const [column = ""] = columns;
      const value =
        columns.length === 1 ? valueAt(record, column) : joinValues(columns.map((each) => valueAt(record, each)));
      if (value !== undefined) take(source, value);
    }
  }

  #takeNamed(record: RecordValues, take: TakeValue): void {
    const columns = Object.keys(record);
    this.#learn(columns);
    for (const column of columns) {
      const destination = this.#destinationOf(column);
      const value = record[column];
      if (destination === "prefix") this.#takeNested(column, value, take);
      else if (typeof destination === "object" && "source" in destination && value !== undefined) {
        take(destination.source, value);
      }
    }
    for (const source of this.#keyPaths) {
      const value = findKey(record, source.field) === undefined ? valueAt(record, source.field) : undefined;
      if (value !== undefined) take(source, value);
    }
  }

  #takeNested(column: string, value: unknown, take: TakeValue): void {
    const prefix = this.#prefix;
    if (prefix === undefined) return;
    const content = readPrefixColumn(value);
    if ("invalid" in content) {
      take({ field: prefix, columns: [column], invalid: content.invalid }, value);
      return;
    }
    for (const [key, nested] of Object.entries(content.fields)) {
      const name = this.#rules.columnNamed(`${prefix}.${key}`)?.slice(prefix.length + 1);
      const isFound = name !== undefined && (!isSameName(name, key) || findKey(content.fields, name) === key);
      const field = `${prefix}.${isFound ? name : key}`;
      const title = isFound && !isSameName(name, key) ? `${prefix}.${key}` : undefined;
      take({ field, columns: [column], isNested: true, title }, nested);
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
      if (this.#known.has(column) || this.#known.size >= MAX_REMEMBERED) continue;
      this.#known.add(column);
      this.#destinations.clear();
    }
  }

  #destinationOf(column: string): Destination {
    const remembered = this.#destinations.get(column);
    if (remembered) return remembered;
    const destination = this.#findDestination(column);
    if (this.#destinations.size < MAX_REMEMBERED) this.#destinations.set(column, destination);
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
      return sourceOf(prefix + column.slice(prefix.length), column);
    }
    const why = name === undefined ? `${object.noun.many} do not have this field` : this.#whyUnwritten(name);
    if (name !== undefined && why === undefined) {
      if (this.#closestTo(name) !== column) return { leftOut: `another column matches ${name} more closely` };
      return name === prefix ? "prefix" : sourceOf(name, column);
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

/** A field that a mapping names. `unwritten` is why it is never written. */
interface MappedSource {
  readonly source: ValueSource;
  readonly unwritten: string | undefined;
}

function sourceOf(field: string, column: string): Destination {
  return { source: { field, columns: [column], title: isSameName(field, column) ? undefined : column } };
}

function pathsOfKey({ matchingKey, object }: Pick<StreamPlan, "matchingKey" | "object">): readonly string[] {
  const columns = matchingKey === undefined ? [] : columnsOfKey(keyNamed(object, matchingKey));
  return columns.filter((column) => column.includes("."));
}
