import { numberText } from "../json/exact-json.ts";
import { date } from "./date.ts";
import { BLANK, invalidKind, type Coerced } from "./value-rule.ts";

const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?(?:\s?(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?))?)?$/i;

/** A moment, to the second in UTC, as Zendesk shows it. A day is its first moment, and a time without a zone is in UTC. */
export function timestamp(value: unknown): Coerced {
  if (numberText(value) !== undefined) {
    return { invalid: "is a number, which could be seconds or milliseconds; cast it to a timestamp in the source" };
  }
  if (typeof value !== "string") return invalidKind(value, "a timestamp as text");
  const written = value.trim();
  if (written === "") return BLANK;
  const [match, day = "", time = "00:00", seconds = "00", zone] = TIMESTAMP.exec(written) ?? [];
  if (match === undefined) return { invalid: "is not a timestamp; give YYYY-MM-DDTHH:MM:SSZ" };
  const calendarDay = date(day);
  if ("invalid" in calendarDay) return calendarDay;
  const moment = Date.parse(`${day}T${time}:${seconds}${offsetOf(zone)}`);
  if (Number.isNaN(moment)) return { invalid: "has a time zone that does not exist; give YYYY-MM-DDTHH:MM:SSZ" };
  return { value: new Date(moment).toISOString().replace(".000Z", "Z") };
}

/** `+5`, `+05` and `+0530` are offsets too. */
function offsetOf(zone = "Z"): string {
  const [, sign, hours = "", minutes = "00"] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  return sign === undefined ? "Z" : `${sign}${hours.padStart(2, "0")}:${minutes}`;
}
