import { numberText } from "../json/exact-json.ts";
import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";

const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:[.,]\d+)?)?`;
const ZONE = String.raw`\s?(?:Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)`;
const DAY_OR_TIMESTAMP = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})(?:[T ]${TIME}(?:${ZONE})?)?$`, "i");

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const COUNTED = "is a number, which could be seconds, milliseconds or days; cast it to a date in the source";

/**
 * A calendar day, or the day that a timestamp shows. The zone is not applied: a birthday is the same day everywhere,
 * and moving it would give some people the day before.
 */
export function date(value: unknown): Coerced {
  if (numberText(value) !== undefined) return { invalid: COUNTED };
  if (typeof value !== "string") return invalidKind(value, "a date as text");
  const written = value.trim();
  if (written === "") return BLANK;
  const match = DAY_OR_TIMESTAMP.exec(written);
  if (!match) return { invalid: "is not a date; give YYYY-MM-DD, alone or at the start of a timestamp" };
  const day = Number(match[3]);
  if (day < 1 || day > daysInMonth(Number(match[1]), Number(match[2]))) {
    return { invalid: "is a date that does not exist; correct it in the source" };
  }
  return { value: written.slice(0, "YYYY-MM-DD".length) };
}

function daysInMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeapYear ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}
