import { numberText } from "../../json/exact-json.ts";
import type { ZendeskUser } from "../../zendesk/resources/users.ts";
import type { FieldValues } from "../zendesk-object.ts";
import { CUSTOM_FIELD_PREFIX } from "./user-row.ts";
import type { UsersSettings } from "./users-settings.ts";

/** What a comparison depends on. */
export interface ComparisonRules extends Pick<UsersSettings, "emailChange" | "organizationMode" | "tagsMode"> {
  /** Columns of custom fields of the type date, which Zendesk gives back as timestamps. */
  readonly dateColumns: ReadonlySet<string>;
}

/** The columns of a record whose values the user does not hold yet: their names, nothing else. */
export function changedColumns(values: FieldValues, user: ZendeskUser, rules: ComparisonRules): readonly string[] {
  return Object.entries(values).flatMap(([column, value]) => (holds(user, column, value, rules) ? [] : [column]));
}

function holds(user: ZendeskUser, column: string, value: unknown, rules: ComparisonRules): boolean {
  switch (column) {
    case "id":
      return true;
    case "email":
      return (rules.emailChange === "ignore" && Boolean(user.email)) || sameText(user.email, value);
    case "tags":
      return holdsTags(user.tags ?? [], value, rules.tagsMode);
    // Set by the organization's look-up. Only the default membership can be seen, so one that is to end the others is
    // never known to be the only one.
    case "organization_id":
      return rules.organizationMode === "add" && same(user.organization_id, value);
    case "locale":
      return sameText(user["locale"], value);
    // Zendesk fetches the picture and forgets its address.
    case "remote_photo_url":
      return false;
    default: {
      const held = heldValue(user, column);
      return same(rules.dateColumns.has(column) ? calendarDay(held) : held, value);
    }
  }
}

/** Undefined: the user has no such field. */
export function heldValue(user: ZendeskUser, column: string): unknown {
  if (!column.startsWith(`${CUSTOM_FIELD_PREFIX}.`)) return Object.hasOwn(user, column) ? user[column] : undefined;
  const key = column.slice(CUSTOM_FIELD_PREFIX.length + 1);
  return user.user_fields && Object.hasOwn(user.user_fields, key) ? user.user_fields[key] : undefined;
}

function holdsTags(held: readonly string[], wanted: unknown, mode: UsersSettings["tagsMode"]): boolean {
  const tags = Array.isArray(wanted) ? wanted.map(String) : [];
  if (mode === "remove") return tags.every((tag) => !held.includes(tag));
  return tags.every((tag) => held.includes(tag)) && (mode === "add" || held.length === new Set(tags).size);
}

function sameText(held: unknown, wanted: unknown): boolean {
  return typeof held === "string" && typeof wanted === "string" && held.toLowerCase() === wanted.toLowerCase();
}

/** Zendesk gives numbers back as numbers or text, and empty values in several ways. */
function same(held: unknown, wanted: unknown): boolean {
  // An emptied checkbox is an unticked one.
  if (wanted === null && held === false) return true;
  if (isEmpty(held) || isEmpty(wanted)) return isEmpty(held) && isEmpty(wanted);
  if (isTextList(held) && isTextList(wanted)) {
    return JSON.stringify(held.toSorted()) === JSON.stringify(wanted.toSorted());
  }
  const [a, b] = [plain(held), plain(wanted)];
  // Digits in two texts are text: 007 is not 7.
  const isNumber = numberText(held) !== undefined || numberText(wanted) !== undefined;
  return a === b || (isNumber && isNumeric(a) && isNumeric(b) && decimalDigits(a) === decimalDigits(b));
}

/** The options of a multiselect, which have no order. */
function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isEmpty(value: unknown): boolean {
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
