import { heldCustomField } from "./body.ts";
import { heldList, holdsList } from "./lists.ts";
import { numberText } from "../../json/exact-json.ts";
import type { FoundDraft, Held, ObjectType } from "../object-type.ts";
import type { ZendeskId } from "../outcome.ts";
import type { Row } from "../row.ts";

/** What a comparison needs to know about the object. */
export interface Comparison {
  readonly object: Pick<ObjectType, "customFields" | "lists" | "quirks">;
  /** Columns of custom fields of the type date, which Zendesk returns as timestamps. */
  readonly dateColumns: ReadonlySet<string>;
  /** The id of what the row refers to by another key in a lookup field, if it is known. */
  readonly lookupFieldId?: (row: Row, column: string) => ZendeskId | undefined;
}

/** The names of the columns whose values Zendesk does not hold yet. */
export function changedColumns(draft: FoundDraft, comparison: Comparison): readonly string[] {
  return Object.entries(draft.values).flatMap(([column, value]) =>
    holdsValue(draft, column, value, comparison) ? [] : [column],
  );
}

function holdsValue(
  draft: FoundDraft,
  column: string,
  value: unknown,
  { dateColumns, lookupFieldId, object }: Comparison,
): boolean {
  if (column === "id") return true;
  if (object.lists?.columns.includes(column)) return holdsList(heldList(draft.held, column), value, object.lists.mode);
  const known = object.quirks?.holds?.(draft, column, value);
  if (known !== undefined) return known;
  const held = heldValue(draft.held, column, object);
  return holdsSame(held, lookupFieldId?.(draft.row, column) ?? value, dateColumns.has(column));
}

/** Undefined: the thing in Zendesk has no such field. */
export function heldValue(held: Held, column: string, { customFields }: Pick<ObjectType, "customFields">): unknown {
  const isCustom = customFields !== undefined && column.startsWith(`${customFields.prefix}.`);
  if (!isCustom) return Object.hasOwn(held, column) ? held[column] : undefined;
  const { prefix } = customFields;
  return heldCustomField(held[prefix], column.slice(prefix.length + 1), customFields);
}

/** Whether a value that Zendesk shows is what was written. */
export function holdsSame(held: unknown, wanted: unknown, isDate: boolean): boolean {
  return isSameValue(isDate ? calendarDay(held) : held, wanted);
}

export function isSameText(held: unknown, wanted: unknown): boolean {
  return typeof held === "string" && typeof wanted === "string" && held.toLowerCase() === wanted.toLowerCase();
}

export function isSameMoment(held: unknown, wanted: unknown): boolean {
  return typeof held === "string" && typeof wanted === "string"
    ? Date.parse(held) === Date.parse(wanted)
    : (held ?? null) === wanted;
}

/** What a dry run would have created holds no list yet. */
export function includesAll(held: unknown, wanted: unknown): boolean {
  const items: readonly unknown[] = Array.isArray(held) ? held : [];
  return Array.isArray(wanted) && wanted.every((item) => items.includes(item));
}

/** Zendesk returns numbers as numbers or text, and empty values in several ways. */
function isSameValue(held: unknown, wanted: unknown): boolean {
  // An empty checkbox is an unchecked one.
  if (wanted === null && held === false) return true;
  if (isEmpty(held) || isEmpty(wanted)) return isEmpty(held) && isEmpty(wanted);
  if (isTextList(held) && isTextList(wanted)) {
    return JSON.stringify(held.toSorted()) === JSON.stringify(wanted.toSorted());
  }
  const [a, b] = [plain(held), plain(wanted)];
  // If both are text, digits are text too: 007 is not 7.
  const isNumber = numberText(held) !== undefined || numberText(wanted) !== undefined;
  return a === b || (isNumber && isNumeric(a) && isNumeric(b) && decimalDigits(a) === decimalDigits(b));
}

/** The options of a multiselect, which have no order. */
function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?(?:Z|\+00:00)$/;

function calendarDay(held: unknown): unknown {
  return typeof held === "string" ? (MIDNIGHT.exec(held)?.[1] ?? held) : held;
}

function plain(value: unknown): string {
  return numberText(value) ?? (typeof value === "string" ? value : JSON.stringify(value));
}

function isNumeric(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}

/** One spelling of a decimal number: 12.50, 12.5 and 012.5 are the same. */
function decimalDigits(text: string): string {
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const digits = `${whole.replace(/^0+(?=\d)/, "")}.${fraction.replace(/0+$/, "")}`;
  return text.startsWith("-") && /[1-9]/.test(digits) ? `-${digits}` : digits;
}
