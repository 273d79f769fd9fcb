import { type JsonObject, textOf } from "../json.ts";
import { InvalidRecord } from "../records/invalid-record.ts";

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** The time in a body, which must lie between 1970 and now. Throws InvalidRecord. */
export function checkedPast(body: JsonObject, name: string, nowMs: number): number | undefined {
  const time = checkedTime(body, name);
  if (time !== undefined && (time < 0 || time > nowMs)) failTime(name);
  return time;
}

/** Undefined where the body has none. Throws InvalidRecord for what is not a timestamp. */
export function checkedTime(body: JsonObject, name: string): number | undefined {
  const sent = body[name] ?? null;
  if (sent === null) return undefined;
  const text = textOf(sent) ?? "";
  const time = TIMESTAMP.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? failTime(name) : time;
}

function failTime(name: string): never {
  const label = `${name.slice(0, 1).toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;
  throw new InvalidRecord(name, "InvalidValue", `${label}: is invalid`);
}
