import { numberText } from "../../fields/json-number.ts";
import type { ZendeskUser } from "../../zendesk/users.ts";
import type { FieldValues } from "../zendesk-object.ts";
import { CUSTOM_FIELD_PREFIX } from "./user-row.ts";
import type { UsersSettings } from "./users-settings.ts";

/** The columns of a record whose values the user does not hold yet: their names, nothing else. */
export function changedColumns(values: FieldValues, user: ZendeskUser, settings: UsersSettings): readonly string[] {
  return Object.entries(values).flatMap(([column, value]) => (holds(user, column, value, settings) ? [] : [column]));
}

function holds(user: ZendeskUser, column: string, value: unknown, settings: UsersSettings): boolean {
  switch (column) {
    case "id":
      return true;
    case "email":
      return settings.emailChange === "ignore" || sameText(user.email, value);
    case "tags":
      return holdsTags(user.tags ?? [], value, settings.tagsMode);
    // Set by the organization's look-up; a membership that is not the default one cannot be seen here.
    case "organization_id":
      return same(user.organization_id, value);
    case "locale":
      return sameText(user["locale"], value);
    // Zendesk fetches the picture and forgets its address.
    case "remote_photo_url":
      return false;
    default:
      return same(heldValue(user, column), value);
  }
}

function heldValue(user: ZendeskUser, column: string): unknown {
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

/** Zendesk gives dates back as timestamps at midnight, numbers as numbers or text, and empty values in several ways. */
function same(held: unknown, wanted: unknown): boolean {
  // An emptied checkbox is an unticked one.
  if (wanted === null && held === false) return true;
  if (isEmpty(held) || isEmpty(wanted)) return isEmpty(held) && isEmpty(wanted);
  if (Array.isArray(held) && Array.isArray(wanted)) {
    return JSON.stringify(held.map(String).toSorted()) === JSON.stringify(wanted.map(String).toSorted());
  }
  const [a, b] = [plain(held), plain(wanted)];
  // Digits in two texts are text: 007 is not 7.
  const isNumber = numberText(held) !== undefined || numberText(wanted) !== undefined;
  return a === b || (isNumber && isNumeric(a) && isNumeric(b) && decimalDigits(a) === decimalDigits(b));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?(?:Z|\+00:00)$/;

function plain(value: unknown): string {
  const number = numberText(value);
  if (number !== undefined) return number;
  return typeof value === "string" ? (MIDNIGHT.exec(value)?.[1] ?? value) : JSON.stringify(value);
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
